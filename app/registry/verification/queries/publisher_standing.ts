import { sqlRows, type SqlClient } from '#core/database/sql'
import { PublisherNotFound } from '#registry/exceptions/refusals'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type Proof = {
  domain: string
  method: 'dns' | 'web'
  token: string
  proved_at: Date | null
  checked_at: Date | null
  failures: number
}

export type PublisherKey = { id: string } | { slug: string }

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

/** Whose word counts for a publisher: the person it is, or admins of a publisher of many. */
const ITS_ADMIN = `(b.user_id = ? or exists (select 1 from publisher_members m where m.publisher_id = b.id and m.user_id = ? and m.role = 'admin'))`

const proofOf = async (client: SqlClient, publisherId: string) => {
  const sql = 'select domain::text, method, token, proved_at, checked_at, failures from publisher_proofs where publisher_id = ?'
  const [proof] = await sqlRows<Proof>(client, sql, [publisherId])
  return proof ?? null
}

/** For its admins; to others it looks absent. Throws `PublisherNotFound` (404). */
export const findOwnStanding = (client: SqlClient, actor: Actor, slug: string) => read(client, ownBy(actor, slug))

export const lockOwnStanding = (trx: TransactionClientContract, actor: Actor, slug: string) => read(trx, ownBy(actor, slug), LOCK)

/** For staff and jobs, by id or slug. Throws `PublisherNotFound` (404). */
export const findStanding = (client: SqlClient, key: PublisherKey) => read(client, anyBy(key))

export const lockStanding = (trx: TransactionClientContract, key: PublisherKey) => read(trx, anyBy(key), LOCK)

type Asked = { where: string; values: (string | null)[] }

const LOCK = 'for no key update of b'

const ownBy = ({ userId }: Actor, slug: string): Asked => ({
  where: `b.slug = ? and ${ITS_ADMIN}`,
  values: [slug, userId, userId],
})

const anyBy = (key: PublisherKey): Asked =>
  'id' in key ? { where: 'b.id = ?', values: [key.id] } : { where: 'b.slug = ?', values: [key.slug] }

async function read(client: SqlClient, { where, values }: Asked, lock = ''): Promise<PublisherStanding> {
  const sql = `select ${COLUMNS} from publishers b where ${where} ${lock}`
  const [publisher] = await sqlRows<Omit<PublisherStanding, 'proof'>>(client, sql, values)
  if (!publisher) throw new PublisherNotFound()
  return { ...publisher, proof: await proofOf(client, publisher.id) }
}

/** The publishers somebody may speak for. */
export const listSpokenFor = (client: SqlClient, userId: string) =>
  sqlRows<{ slug: string; name: string; verified_at: Date | null; verify_method: string | null; domain: string | null }>(
    client,
    `select b.slug::text, b.name, b.verified_at, b.verify_method, x.domain::text from publishers b
       left join publisher_proofs x on x.publisher_id = b.id where ${ITS_ADMIN} order by b.name, b.id limit 200`,
    [userId, userId]
  )
