import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows } from '#core/database/sql'
import { lockForAct } from '#registry/owners/publishing_policy'
import { assertMayTakeAway, publisherNamed } from '#registry/teams/publishing_name'
import { PublisherRestricted } from '#registry/teams/exceptions'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** `publisher`: the slug of one the actor belongs to; null for their own name. */
export type PublisherChange = { actor: Actor; plugin: string; publisher: string | null }
type Named = { id: string; slug: string; name: string; is_restricted: boolean }

/**
 * Puts a plugin into the name of another publisher that its owner belongs to. Roles stay as they are. Who looks after both
 * sides need not wait: what goes to somebody else is a transfer.
 */
@inject()
export class ChangePublisher {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async handle({ actor, plugin: key, publisher }: PublisherChange): Promise<{ plugin: string; publisher: Named; serial: number }> {
    return db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: 'owners' })
      await assertMayTakeAway(trx, actor, plugin.id)
      const before = await publisherOfPlugin(trx, plugin.id)
      // What a restricted one submits is looked at; that does not end by leaving it.
      if (before.is_restricted) throw new PublisherRestricted()
      const publisherId = await publisherNamed(trx, actor, publisher)
      const [{ serial }] = await sqlRows<{ serial: number }>(
        trx,
        `update plugins set publisher_id = ?, updated_at = ?, serial = case when publisher_id = ? then serial else nextval('registry_serial') end
          where id = ? returning serial`,
        [publisherId, Clock.now().toJSDate(), publisherId, plugin.id]
      )
      const after = await publisherOfPlugin(trx, plugin.id)
      if (after.id !== before.id) {
        const target = { type: 'plugin', id: plugin.id, label: plugin.name }
        const change = { before: { publisher: before.slug }, after: { publisher: after.slug } }
        await this.audit.record(trx, { actor, action: 'registry.publisher_changed', target, ...change })
        const payload = { by: actor.userId, publisher: after.name }
        await this.outbox.record(trx, { name: 'registry.publisher_changed.v1', aggregateId: plugin.id, payload })
      }
      return { plugin: plugin.name, publisher: after, serial }
    })
  }
}

async function publisherOfPlugin(trx: TransactionClientContract, pluginId: string): Promise<Named> {
  const [publisher] = await sqlRows<Named>(
    trx,
    `select b.id, b.slug::text, b.name, b.restricted_at is not null as is_restricted
       from plugins p join publishers b on b.id = p.publisher_id where p.id = ?`,
    [pluginId]
  )
  return publisher
}
