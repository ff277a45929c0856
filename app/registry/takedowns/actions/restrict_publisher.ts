import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { inTransaction } from '#core/database/in_transaction'
import { appendToLog } from '#registry/log/append_to_log'
import { FourEyesRequired } from '#registry/takedowns/exceptions'
import { PublisherNotFound } from '#registry/exceptions/refusals'
import { PUBLISHER_PEOPLE } from '#registry/reports/queries/concerned'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type PublisherRestriction = {
  actor: Actor
  publisherId: string
  isRestricted: boolean
  reasonCode?: string
  /** Everybody reads this. */
  publicReason: string
  internalNote?: string
}

type Publisher = { id: string; slug: string; is_restricted: boolean; people: string[] }
type Change = { publisher: Publisher; serial: number }

/**
 * Lets whatever a publisher submits from now on wait for a moderator, or ends that; what is published stays. The one
 * function that changes it. Done already, it does nothing. Nobody decides about himself.
 */
@inject()
export class RestrictPublisher {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async handle(restriction: PublisherRestriction, trx?: TransactionClientContract): Promise<void> {
    const { actor, publisherId, isRestricted } = restriction
    await inTransaction(trx, async (client) => {
      const [publisher] = await sqlRows<Publisher>(
        client,
        `select b.id, b.slug::text, b.restricted_at is not null as is_restricted, ${PUBLISHER_PEOPLE} as people
           from publishers b where b.id = ? for no key update of b`,
        [publisherId]
      )
      if (!publisher) throw new PublisherNotFound()
      if (actor.userId && publisher.people.includes(actor.userId)) throw new FourEyesRequired()
      if (publisher.is_restricted === isRestricted) return
      await sqlRun(client, `update publishers set restricted_at = ${isRestricted ? 'now()' : 'null'} where id = ?`, [publisher.id])
      const [{ serial }] = await sqlRows<{ serial: number }>(client, `select nextval('registry_serial') as serial`)
      await this.#record(client, restriction, { publisher, serial })
    })
  }

  async #record(trx: TransactionClientContract, restriction: PublisherRestriction, { publisher, serial }: Change) {
    const { actor, isRestricted, reasonCode = 'other', publicReason, internalNote } = restriction
    const [before, after] = isRestricted ? ['active', 'restricted'] : ['restricted', 'active']
    const past = isRestricted ? 'restricted' : 'lifted'
    await trx.table('moderation_actions').insert({
      id: newId(),
      actor_id: actor.userId,
      actor_label: actor.label,
      action: isRestricted ? 'restrict' : 'lift',
      target_type: 'publisher',
      target_id: publisher.id,
      from_status: before,
      to_status: after,
      reason_code: reasonCode,
      public_reason: publicReason,
      internal_note: internalNote ?? null,
      serial,
    })
    const target = { type: 'publisher', id: publisher.id, label: publisher.slug }
    const change = { before: { status: before }, after: { status: after } }
    await this.audit.record(trx, { actor, action: `registry.publisher_${past}`, target, reason: publicReason, ...change })
    await appendToLog(trx, `publisher_${past}`, { publisher: publisher.slug, reason: publicReason, serial })
    const payload = { publisher_id: publisher.id, publisher: publisher.slug, status: after, reason: publicReason, serial }
    await this.outbox.record(trx, { name: `registry.publisher_${past}.v1`, aggregateId: publisher.id, payload })
  }
}
