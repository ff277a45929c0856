import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

export type TrustedRow = {
  id: string
  provider: string
  issuer: string
  owner_id: string
  repository: string
  workflow: string
  environment: string | null
  created_at: Date
  last_used_at: Date | null
  /** Whoever vouched for it is still an owner. */
  is_active: boolean
}

/** The builds a plugin trusts, oldest first. */
export const listTrusted = (pluginId: string) =>
  sqlRows<TrustedRow>(
    db,
    `select t.id, t.provider, t.issuer, t.owner_id, t.repository, t.workflow, t.environment, t.created_at, t.last_used_at,
            o.role is not null as is_active
       from trusted_publishers t left join plugin_people o on o.plugin_id = t.plugin_id and o.user_id = t.created_by and o.role = 'owner'
      where t.plugin_id = ? order by t.created_at, t.id limit 200`,
    [pluginId]
  )
