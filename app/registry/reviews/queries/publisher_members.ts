import { sqlRows, type SqlClient } from '#core/database/sql'

/** Whether `user` (an SQL expression) is one of those who publish the plugin `plugin`: its owners, the publisher and all its people. */
export const isPublisherOf = (plugin: string, user: string) => `(
  exists (select 1 from plugin_people o where o.plugin_id = ${plugin} and o.user_id = ${user})
  or exists (select 1 from plugins own join publishers b on b.id = own.publisher_id
              where own.id = ${plugin} and (b.user_id = ${user}
                or exists (select 1 from publisher_members t where t.publisher_id = b.id and t.user_id = ${user}))))`

export async function isPublisherMember(client: SqlClient, pluginId: string, userId: string): Promise<boolean> {
  const [{ is }] = await sqlRows<{ is: boolean }>(client, `select ${isPublisherOf('?::uuid', '?::uuid')} as is`, [
    ...[pluginId, userId, pluginId, userId, userId],
  ])
  return is
}
