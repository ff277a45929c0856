import { sqlRows, type SqlClient } from '#core/database/sql'
import { PublisherNotFound } from '#registry/teams/exceptions'
import type { Actor } from '#core/actor'

export type Proof = {
  domain: string
  method: 'dns' | 'web'
  token: string
  proved_at: Date | null
  checked_at: Date | null
  failures: number
}

export type PublisherStanding = {
  id: string
  slug: string
  name: string
  verified_at: Date | null
  verify_method: string | null
  user_id: string | null
  proof: Proof | null
}

const COLUMNS = `b.id, b.slug::text, b.name, b.verified_at, b.verify_method, b.user_id`

/** Whose word counts for a publisher: the person it is, admins of a publisher of many, who decides in its company. */
const ITS_ADMIN = `(b.user_id = ? or exists (select 1 from publisher_members m where m.publisher_id = b.id and m.user_id = ? and m.role = 'admin')
  or exists (select 1 from tenant_members m where m.tenant_id = b.tenant_id and m.user_id = ? and m.role in ('owner', 'admin')))`

const proofOf = async (client: SqlClient, publisherId: string) => {
  const sql = 'select domain::text, method, token, proved_at, checked_at, failures from publisher_proofs where publisher_id = ?'
  const [proof] = await sqlRows<Proof>(client, sql, [publisherId])
  return proof ?? null
}

/** For its admins; to others it looks absent. Throws `PublisherNotFound` (404). */
export const findOwnStanding = (client: SqlClient, actor: Actor, slug: string) => readOwn(client, { actor, slug, lock: '' })

export const lockOwnStanding = (client: SqlClient, actor: Actor, slug: string) =>
  readOwn(client, { actor, slug, lock: 'for no key update of b' })

type Asked = { actor: Actor; slug: string; lock: string }

async function readOwn(client: SqlClient, { actor: { userId }, slug, lock }: Asked): Promise<PublisherStanding> {
  const [publisher] = await sqlRows<Omit<PublisherStanding, 'proof'>>(
    client,
    `select ${COLUMNS} from publishers b where b.slug = ? and ${ITS_ADMIN} ${lock}`,
    [slug, userId, userId, userId]
  )
  if (!publisher) throw new PublisherNotFound()
  return { ...publisher, proof: await proofOf(client, publisher.id) }
}

/** For staff and jobs, by id or slug. Throws `PublisherNotFound` (404). */
export async function lockStanding(client: SqlClient, by: { id: string } | { slug: string }): Promise<PublisherStanding> {
  const [column, value] = 'id' in by ? ['id', by.id] : ['slug', by.slug]
  const [publisher] = await sqlRows<Omit<PublisherStanding, 'proof'>>(
    client,
    `select ${COLUMNS} from publishers b where b.${column} = ? for no key update of b`,
    [value]
  )
  if (!publisher) throw new PublisherNotFound()
  return { ...publisher, proof: await proofOf(client, publisher.id) }
}

/** The publishers somebody may speak for. */
export const listSpokenFor = (client: SqlClient, userId: string) =>
  sqlRows<{ slug: string; name: string; verified_at: Date | null; verify_method: string | null; domain: string | null }>(
    client,
    `select b.slug::text, b.name, b.verified_at, b.verify_method, x.domain::text from publishers b
       left join publisher_proofs x on x.publisher_id = b.id where ${ITS_ADMIN} order by b.name, b.id limit 200`,
    [userId, userId, userId]
  )
