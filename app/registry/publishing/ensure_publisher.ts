import { newId } from '#core/ids'
import { sqlRows, sqlRun } from '#core/database/sql'
import { Unauthenticated } from '#core/http/exceptions'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Publisher = { id: string }

/** The publisher a user publishes as; made from the user's name with the first plugin. */
export async function ensurePublisher(trx: TransactionClientContract, actor: Actor): Promise<string> {
  if (!actor.userId) throw new Unauthenticated()
  const id = newId()
  await sqlRun(
    trx,
    `insert into publishers (id, slug, name, kind, user_id)
     select ?, coalesce(nullif(trim(both '-' from regexp_replace(lower(username::text), '[^a-z0-9]+', '-', 'g')), ''), 'publisher') || '-' || right(id::text, 6),
            full_name, 'user', id
       from users where id = ?
     on conflict (user_id) do nothing`,
    [id, actor.userId]
  )
  const [publisher] = await sqlRows<Publisher>(trx, 'select id from publishers where user_id = ?', [actor.userId])
  return publisher.id
}
