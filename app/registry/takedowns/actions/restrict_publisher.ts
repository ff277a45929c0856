import { inject } from '@adonisjs/core'
import { sqlRows, sqlRun } from '#core/database/sql'
import { inTransaction } from '#core/database/in_transaction'
import { FourEyesRequired } from '#registry/takedowns/exceptions'
import { PublisherNotFound } from '#registry/exceptions/refusals'
import { PUBLISHER_PEOPLE } from '#registry/reports/queries/concerned'
import { RecordAct } from '#registry/log/record_act'
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
  /** The complaint it decides. */
  reportId?: string
}

type Publisher = { id: string; slug: string; is_restricted: boolean; people: string[] }
type Change = { publisher: Publisher; serial: number }

/**
 * Lets whatever a publisher submits from now on wait for a moderator, or ends that; what is published stays. The one
 * function that changes it. Done already, it does nothing. Nobody decides about himself.
 */
@inject()
export class RestrictPublisher {
  constructor(private readonly acts: RecordAct) {}

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
    const { actor, isRestricted, reasonCode = 'other', publicReason, internalNote, reportId = null } = restriction
    const [from, to] = isRestricted ? ['active', 'restricted'] : ['restricted', 'active']
    const past = isRestricted ? 'publisher_restricted' : 'publisher_lifted'
    const { id, slug } = publisher
    await this.acts.apply(trx, {
      ...{ actor, act: isRestricted ? 'restrict' : 'lift', from, to, serial, reasonCode, publicReason, internalNote },
      target: { type: 'publisher', id, label: slug },
      audited: { action: `registry.${past}`, before: { status: from }, after: { status: to } },
      logged: { event: past, payload: { publisher: slug, reason: publicReason, serial } },
      event: {
        ...{ name: `registry.${past}.v1`, aggregateId: id },
        payload: { publisher_id: id, publisher: slug, status: to, reason: publicReason, report_id: reportId, serial },
      },
    })
  }
}
