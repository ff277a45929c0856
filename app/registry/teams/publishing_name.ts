import { sqlRows, type SqlClient } from '#core/database/sql'
import { ensurePublisher } from '#registry/publishing/ensure_publisher'
import { findJoinedPublisher } from '#registry/teams/publisher_access'
import { NotPublisherAdmin } from '#registry/teams/exceptions'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/**
 * The publisher in whose name somebody publishes: one they belong to, by its slug, or else their own. Throws
 * `PublisherNotFound` (404) for one they do not belong to.
 */
export const publisherNamed = async (trx: TransactionClientContract, actor: Actor, slug: string | null): Promise<string> =>
  slug ? (await findJoinedPublisher(trx, actor, slug)).id : ensurePublisher(trx, actor)

/** A plugin leaves a publisher of many people by one of its admins only. Throws `NotPublisherAdmin` (403). */
export async function assertMayTakeAway(client: SqlClient, { userId }: Actor, pluginId: string): Promise<void> {
  if ((await sqlRows(client, MAY_TAKE_AWAY, [userId, pluginId])).length) return
  throw new NotPublisherAdmin()
}

/** Bindings: the person, the plugin. */
export const MAY_TAKE_AWAY = `select 1 from plugins p join publishers b on b.id = p.publisher_id
  left join publisher_members m on m.publisher_id = b.id and m.user_id = ?
  where p.id = ? and (b.kind <> 'org' or m.role = 'admin')`
