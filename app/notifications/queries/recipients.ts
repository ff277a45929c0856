import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { TenantRole } from '#core/rights'

const idsOf = (rows: { user_id: string }[]) => rows.map((row) => row.user_id)

/** Members of a tenant who hold one of these roles. */
export const listTenantRecipients = async (tenantId: string, roles: TenantRole[]) =>
  idsOf(await sqlRows(db, 'select user_id from tenant_members where tenant_id = ? and role = any(?)', [tenantId, roles]))

/** Owners and admins of several tenants, by tenant. */
export async function listTenantAdmins(tenantIds: string[]): Promise<Map<string, string[]>> {
  const rows = await sqlRows<{ tenant_id: string; user_ids: string[] }>(
    db,
    `select tenant_id, array_agg(user_id::text) as user_ids from tenant_members where tenant_id = any(?) and role in ('owner', 'admin') group by 1`,
    [tenantIds]
  )
  return new Map(rows.map(({ tenant_id: tenantId, user_ids: userIds }) => [tenantId, userIds]))
}

/** The platform's own staff who operate it. */
export const listOperators = async () =>
  idsOf(await sqlRows(db, `select distinct user_id from role_bindings where role in ('superadmin', 'admin')`))

/** Those who publish a plugin: its owners, and the publisher. */
export const listPluginPeople = async (pluginId: string) =>
  idsOf(
    await sqlRows(
      db,
      `select user_id from plugin_people where plugin_id = ?
        union select b.user_id from plugins p join publishers b on b.id = p.publisher_id where p.id = ? and b.user_id is not null`,
      [pluginId, pluginId]
    )
  )

/** Who answers for a plugin, by themselves or by a team of theirs; null where it is gone. */
export async function findOwnersOf(pluginId: string): Promise<{ name: string; ownerIds: string[] } | null> {
  const [row] = await sqlRows<{ name: string; owner_ids: string[] }>(
    db,
    `select p.name, coalesce((select array_agg(o.user_id::text) from plugin_people o where o.plugin_id = p.id and o.role = 'owner'), '{}') as owner_ids
       from plugins p where p.id = ?`,
    [pluginId]
  )
  return row ? { name: row.name, ownerIds: row.owner_ids } : null
}

/** Who decides what waits for a decision. */
export const listModerators = async () =>
  idsOf(await sqlRows(db, `select distinct user_id from role_bindings where role in ('moderator', 'admin', 'superadmin')`))

/** Who speaks for a publisher: the person it is, or its admins. */
export const listPublisherAdmins = async (publisherId: string) =>
  idsOf(
    await sqlRows(
      db,
      `select user_id from publishers where id = ? and user_id is not null
        union select user_id from publisher_members where publisher_id = ? and role = 'admin'`,
      [publisherId, publisherId]
    )
  )

/** Owners and admins of the companies that have a plugin installed. */
export const listInstallers = (pluginId: string) =>
  sqlRows<{ tenant_id: string; installation_id: string; user_ids: string[] }>(
    db,
    `select i.tenant_id, i.id as installation_id, array_agg(m.user_id::text) as user_ids
       from plugin_installations i join tenant_members m on m.tenant_id = i.tenant_id and m.role in ('owner', 'admin')
      where i.plugin_id = ? group by 1, 2`,
    [pluginId]
  )
