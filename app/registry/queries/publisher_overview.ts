import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { listWebhooks } from '#core/webhooks/find_webhook'
import { COUNTED_APPROVALS } from '#registry/stages/find_stage'
import { WEBHOOK_DOMAIN, webhookOwners } from '#registry/webhooks/webhook_owners'
import type { Actor } from '#core/actor'

type Figures = { plugins: number; downloads: number; reviews: number; waiting: number }
type StageItem = {
  version_id: string
  plugin: string
  version: string
  given: number
  needed: number
  requested_by_name: string
  is_own: boolean
}
type Asked = { kind: 'invitation' | 'publisher_invitation'; name: string; role: string; expires_at: Date }
export type Overview = {
  figures: Figures
  stages: StageItem[]
  invitations: Asked[]
  webhooks: { id: string; url: string; failures: number; is_off: boolean }[]
}

const MOST = 20

/** What a publisher wants to know first: how it goes, and what waits for them. */
export async function publisherOverview(actor: Actor, { id, email }: { id: string; email: string }): Promise<Overview> {
  const [[figures], stages, invitations, webhooks] = await Promise.all([
    figuresOf(id),
    stagesOf(id),
    invitationsOf(email),
    webhooksOf(actor),
  ])
  return { figures, stages, invitations, webhooks }
}

const figuresOf = (userId: string) =>
  sqlRows<Figures>(
    db,
    `select count(*)::int as plugins, coalesce(sum(p.downloads_total), 0)::bigint as downloads, coalesce(sum(p.rating_count), 0)::int as reviews,
            coalesce(sum((select count(*) from plugin_versions v where v.plugin_id = p.id and v.status = 'pending_review')), 0)::int as waiting
       from plugins p join plugin_people o on o.plugin_id = p.id and o.user_id = ? where p.status <> 'deleted'`,
    [userId]
  )

const stagesOf = (userId: string) =>
  sqlRows<StageItem>(
    db,
    `select v.id as version_id, p.name as plugin, v.version, s.needed, r.full_name as requested_by_name, s.requested_by = o.user_id as is_own,
            (select count(*)::int from ${COUNTED_APPROVALS}) as given
       from plugin_people o join plugins p on p.id = o.plugin_id join plugin_versions v on v.plugin_id = p.id and v.status = 'staged'
       join stages s on s.version_id = v.id join users r on r.id = s.requested_by
      where o.user_id = ? order by s.created_at, s.id limit ${MOST}`,
    [userId]
  )

/** That they wait, not where: addresses are not proved at sign-up, so that the link leaves by mail only. */
const invitationsOf = (email: string) =>
  sqlRows<Asked>(
    db,
    `select * from (
       select 'invitation' as kind, p.name, i.role, i.expires_at from plugin_invitations i join plugins p on p.id = i.plugin_id
        where i.email = ? and i.status = 'open' and i.expires_at > now()
       union all
       select 'publisher_invitation', b.name, i.role, i.expires_at from publisher_invitations i join publishers b on b.id = i.publisher_id
        where i.email = ? and i.status = 'open' and i.expires_at > now()
     ) as asked order by expires_at, name limit ${MOST}`,
    [email, email]
  )

/** Theirs and those of the publishers whose admin they are: what failed, or was switched off for it. */
async function webhooksOf(actor: Actor): Promise<Overview['webhooks']> {
  const webhooks = await listWebhooks({ domain: WEBHOOK_DOMAIN, owners: await webhookOwners(db, actor) })
  return webhooks
    .filter(({ failures, disabled_reason: reason }) => reason !== 'owner' && (failures > 0 || reason))
    .slice(0, MOST)
    .map(({ id, url, failures, status }) => ({ id, url, failures, is_off: status === 'disabled' }))
}
