import db from '@adonisjs/lucid/services/db'

export type QuarantineRow = {
  id: string
  plugin_id: string
  name: string
  kind: 'plugin' | 'version'
  owner: string | null
  reason: string | null
  on_expiry: 'release' | 'take_down' | 'remove'
  expires_at: Date
}

const REASON = (type: string, id: string) =>
  `(select a.public_reason from moderation_actions a where a.target_type = '${type}' and a.target_id = ${id} order by a.at desc, a.serial desc limit 1)`

const SQL = `
  select p.id, p.id as plugin_id, p.name, 'plugin' as kind, u.full_name as owner, ${REASON('plugin', 'p.id')} as reason,
         p.quarantine_on_expiry as on_expiry, p.quarantine_expires_at as expires_at
    from plugins p left join users u on u.id = p.quarantine_owner_id where p.status = 'quarantined'
  union all
  select v.id, v.plugin_id, p.name || ' ' || v.version, 'version', u.full_name, ${REASON('plugin_version', 'v.id')},
         v.quarantine_on_expiry, v.quarantine_expires_at
    from plugin_versions v join plugins p on p.id = v.plugin_id left join users u on u.id = v.quarantine_owner_id where v.status = 'quarantined'`

/** All that is in quarantine, plugins and single versions; the table sorts, filters and pages them. */
export const quarantines = () =>
  db
    .from(db.raw(`(${SQL}) as quarantines`) as unknown as string)
    .select('id', 'plugin_id', 'name', 'kind', 'owner', 'reason', 'on_expiry', 'expires_at')
