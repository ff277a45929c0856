import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { sqlRows } from '#core/database/sql'
import { Unauthenticated } from '#core/http/exceptions'
import { PublisherNameTaken, TooManyPublishers } from '#registry/teams/exceptions'
import { targetOf } from '#registry/teams/publisher_access'
import type { Actor } from '#core/actor'

/** What one person may be admin of. */
const MOST = 20

/** Makes a publisher that is many people; its maker is its first admin. */
@inject()
export class CreatePublisher {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, name, slug }: { actor: Actor; name: string; slug: string }): Promise<{ id: string; slug: string }> {
    const { userId } = actor
    if (!userId) throw new Unauthenticated()
    return db.transaction(async (trx) => {
      await trx.rawQuery('select 1 from users where id = ? for update', [userId])
      const sql = `select count(*)::int as n from publisher_members where user_id = ? and role = 'admin'`
      const [{ n }] = await sqlRows<{ n: number }>(trx, sql, [userId])
      if (n >= MOST) throw new TooManyPublishers()
      const [made] = await sqlRows<{ id: string; slug: string }>(
        trx,
        `insert into publishers (id, slug, name, kind) values (?, ?, ?, 'org') on conflict (slug) do nothing returning id, slug::text`,
        [newId(), slug, name]
      )
      if (!made) throw new PublisherNameTaken()
      await trx.table('publisher_members').insert({ publisher_id: made.id, user_id: userId, role: 'admin' })
      await this.audit.record(trx, { actor, action: 'registry.publisher_created', target: targetOf({ ...made, name }), after: { slug } })
      return made
    })
  }
}
