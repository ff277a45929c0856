import db from '@adonisjs/lucid/services/db'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { Unauthenticated } from '#core/http/exceptions'
import { PublisherNotFound } from '#registry/exceptions/refusals'
import type { Actor } from '#core/actor'
import type { WebhookOwner } from '#core/webhooks/webhook'

export const WEBHOOK_DOMAIN = 'registry'

export const ofUser = (userId: string) => `user:${userId}`
const ofPublisher = (publisherId: string) => `org:${publisherId}`

/** For whom somebody may look after webhooks: themselves, and the publishers whose admin they are now. */
export async function webhookOwners(client: SqlClient, { userId }: Actor): Promise<string[]> {
  if (!userId) throw new Unauthenticated()
  const sql = `select publisher_id::text as id from publisher_members where user_id = ? and role = 'admin'`
  const rows = await sqlRows<{ id: string }>(client, sql, [userId])
  return [ofUser(userId), ...rows.map(({ id }) => ofPublisher(id))]
}

/** The owner a new webhook is for. Throws `PublisherNotFound` (404) for a publisher the actor is no admin of. */
export async function webhookOwnerOf({ userId }: Actor, slug: string | undefined): Promise<WebhookOwner> {
  if (!userId) throw new Unauthenticated()
  if (!slug) return { domain: WEBHOOK_DOMAIN, owner: ofUser(userId) }
  const [publisher] = await sqlRows<{ id: string }>(
    db,
    `select b.id from publishers b join publisher_members m on m.publisher_id = b.id and m.user_id = ? and m.role = 'admin' where b.slug = ?`,
    [userId, slug]
  )
  if (!publisher) throw new PublisherNotFound()
  return { domain: WEBHOOK_DOMAIN, owner: ofPublisher(publisher.id) }
}

/** Everybody with a role in one of the plugins, and the publishers they belong to. */
export async function ownersOfPlugins(client: SqlClient, pluginIds: string[]): Promise<string[]> {
  const rows = await sqlRows<{ owner: string }>(
    client,
    `select 'user:' || o.user_id as owner from plugin_people o join users u on u.id = o.user_id and u.status = 'active' where o.plugin_id = any(?)
      union select 'org:' || p.publisher_id from plugins p join publishers b on b.id = p.publisher_id and b.kind = 'org' where p.id = any(?)
      union select 'org:' || t.publisher_id from plugin_teams x join teams t on t.id = x.team_id where x.plugin_id = any(?)`,
    [pluginIds, pluginIds, pluginIds]
  )
  return rows.map(({ owner }) => owner)
}
