import mail from '@adonisjs/mail/services/main'
import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import { appUrl } from '#config/app'
import { once } from '#core/outbox/once'
import { sqlRows } from '#core/database/sql'
import { appealPath } from '#identity/blocks/appeal_link'
import { findAppealCase, findBlock } from '#identity/blocks/standing'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

type Payload = { user_id: string; block_id?: string; appeal_id?: string }
type Letter = { key: string; params: Record<string, string>; path: string }

/** Tells whom it concerns of an account made for them, a block, a strike, the end of either, and what became of an appeal. Also those who are blocked: it is their way back. */
export default class MailStanding implements Job<DomainEvent<Payload>> {
  async handle(event: DomainEvent<Payload>) {
    const letter = await letterOf(event)
    const [person] = await sqlRows<{ email: string; locale: string }>(db, 'select email::text, locale from users where id = ?', [
      event.payload.user_id,
    ])
    if (!letter || !person) return
    const i18n = i18nManager.locale(person.locale)
    const words = { ...letter.params, link: new URL(letter.path, appUrl).href }
    await once(event, 'identity.mail_standing', async () => {
      await mail.send((message) => {
        message
          .to(person.email)
          .subject(i18n.t(`rights.mail_${letter.key}_subject`))
          .text(i18n.t(`rights.mail_${letter.key}_text`, words))
      })
    })
  }
}

/** Read anew: a block that was lifted meanwhile needs no letter. */
async function letterOf({ name, payload }: DomainEvent<Payload>): Promise<Letter | null> {
  if (name === 'identity.user_blocked.v1') {
    const block = payload.block_id ? await findBlock(payload.block_id) : null
    return block && !block.lifted_at ? { key: 'blocked', params: { reason: block.reason }, path: appealPath(block.id) } : null
  }
  if (name === 'identity.user_unblocked.v1') return { key: 'unblocked', params: {}, path: '/sign-in' }
  if (name === 'identity.strike_given.v1') return { key: 'strike', params: {}, path: '/account/standing' }
  if (name === 'identity.user_invited.v1') return { key: 'invited', params: {}, path: '/reset-password' }
  const appeal = payload.appeal_id ? await findAppealCase(db, payload.appeal_id) : null
  if (!appeal || appeal.status === 'open') return null
  return { key: `appeal_${appeal.status}`, params: { reason: appeal.public_reason ?? '' }, path: '/account/standing' }
}
