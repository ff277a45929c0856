import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { linkSecret } from '#registry/owners/link_secret'

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
type Asked = { id: string; kind: 'invitation' | 'publisher_invitation'; name: string; role: string; expires_at: Date }
export type Overview = {
  figures: Figures
  stages: StageItem[]
  invitations: (Omit<Asked, 'id'> & { path: string })[]
  webhooks: { id: string; url: string; failures: number; is_off: boolean }[]
}

const MOST = 20

/** What a publisher wants to know first: how it goes, and what waits for them. */
export async function publisherOverview({ id, email }: { id: string; email: string }): Promise<Overview> {
  const [[figures], stages, invitations, webhooks] = await Promise.all([figuresOf(id), stagesOf(id), invitationsOf(email), webhooksOf(id)])
  return { figures, stages, invitations: invitations.map(withPath), webhooks }
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
            (select count(*)::int from stage_approvals a where a.stage_id = s.id) as given
       from plugin_people o join plugins p on p.id = o.plugin_id join plugin_versions v on v.plugin_id = p.id and v.status = 'staged'
       join stages s on s.version_id = v.id join users r on r.id = s.requested_by
      where o.user_id = ? order by s.created_at, s.id limit ${MOST}`,
    [userId]
  )

const invitationsOf = (email: string) =>
  sqlRows<Asked>(
    db,
    `select * from (
       select i.id, 'invitation' as kind, p.name, i.role, i.expires_at from plugin_invitations i join plugins p on p.id = i.plugin_id
        where i.email = ? and i.status = 'open' and i.expires_at > now()
       union all
       select i.id, 'publisher_invitation', b.name, i.role, i.expires_at from publisher_invitations i join publishers b on b.id = i.publisher_id
        where i.email = ? and i.status = 'open' and i.expires_at > now()
     ) as asked order by expires_at, id limit ${MOST}`,
    [email, email]
  )

const webhooksOf = (userId: string) =>
  sqlRows<Overview['webhooks'][number]>(
    db,
    `select id, url, failures, status = 'disabled' as is_off from webhooks
      where domain = 'registry' and owner = ? and (failures > 0 or (status = 'disabled' and disabled_reason <> 'owner')) order by created_at limit ${MOST}`,
    [`user:${userId}`]
  )

/** Whose address it is may answer here, too: the link is the same that was mailed. */
const withPath = ({ id, ...asked }: Asked) => ({
  ...asked,
  path:
    asked.kind === 'invitation'
      ? `/plugin-invitations/${linkSecret('invitation', id)}`
      : `/publisher-invitations/${linkSecret('membership', id)}`,
})
