import { sqlRows, type SqlClient } from '#core/database/sql'
import { assertNotEnded } from '#identity/sign_in/assert_not_ended'
import { NotPublisherAdmin, TeamNotFound } from '#registry/teams/exceptions'
import { PublisherNotFound } from '#registry/exceptions/refusals'
import type { Actor } from '#core/actor'

export type MemberRole = 'admin' | 'member'
export const MEMBER_ROLES = ['admin', 'member'] as const

export type JoinedPublisher = { id: string; slug: string; name: string; role: MemberRole }

/** A publisher as one of its people finds it; to others it looks absent. Throws `PublisherNotFound` (404). */
export const findJoinedPublisher = (client: SqlClient, actor: Actor, slug: string) => read(client, { actor, slug, lock: '' })

/** As above, locked for an admin who changes it. Throws `NotPublisherAdmin` (403) for its other people. */
export async function lockForAdmin(client: SqlClient, actor: Actor, slug: string): Promise<JoinedPublisher> {
  await assertNotEnded(client, actor)
  const publisher = await lockJoinedPublisher(client, actor, slug)
  if (publisher.role !== 'admin') throw new NotPublisherAdmin()
  return publisher
}

/** The membership is locked, too: it is then read as it is after the wait, and who was removed meanwhile is not found. */
export const lockJoinedPublisher = (client: SqlClient, actor: Actor, slug: string) =>
  read(client, { actor, slug, lock: 'for update of b, m' })

async function read(client: SqlClient, { actor, slug, lock }: { actor: Actor; slug: string; lock: string }): Promise<JoinedPublisher> {
  const [publisher] = await sqlRows<JoinedPublisher>(
    client,
    `select b.id, b.slug::text, b.name, m.role from publishers b join publisher_members m on m.publisher_id = b.id and m.user_id = ?
      where b.slug = ? and b.kind = 'org' ${lock}`,
    [actor.userId, slug]
  )
  if (!publisher) throw new PublisherNotFound()
  return publisher
}

/** Throws `TeamNotFound` (404). */
export async function findTeam(client: SqlClient, publisherId: string, slug: string): Promise<{ id: string; name: string }> {
  const sql = 'select id, name from teams where publisher_id = ? and slug = ?'
  const [team] = await sqlRows<{ id: string; name: string }>(client, sql, [publisherId, slug])
  if (!team) throw new TeamNotFound()
  return team
}

export const targetOf = ({ id, name }: { id: string; name: string }) => ({ type: 'publisher', id, label: name })
