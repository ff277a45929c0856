import vine from '@vinejs/vine'
import { nullable, object, string } from '#core/http/openapi/words'
import { noticeUrl } from '#registry/github/change_link'
import type { NoticeRow, RepositoryLink } from '#registry/github/repository_link'

const REPOSITORY = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[\w.-]{1,100}$/

export const linkValidator = vine.create({ repository: vine.string().trim().regex(REPOSITORY).maxLength(140) })

export const toLinkJson = (link: RepositoryLink, notices: NoticeRow[]) => ({
  id: link.id,
  provider: link.provider,
  repository: link.repository,
  repository_id: link.repository_id,
  url: noticeUrl(link.id),
  active: link.is_active,
  created_at: link.created_at.toISOString(),
  notices: notices.map(({ received_at: at, ...notice }) => ({ ...notice, received_at: at.toISOString() })),
})

export const LINK_MADE = object({ id: string, url: string, secret: string })
export const LINK = object({
  ...{ id: string, provider: { enum: ['github'] }, repository: string, repository_id: { type: ['integer', 'null'] } },
  ...{ url: string, active: { type: 'boolean' }, created_at: string },
  notices: {
    type: 'array',
    items: object({
      ...{ id: string, delivery_id: string, event: string, tag: nullable, problem: nullable, received_at: string },
      status: { enum: ['received', 'ignored', 'published', 'failed'] },
    }),
  },
})
