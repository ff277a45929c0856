import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import type { RelayBell } from '#core/outbox/relay_bell'
import type { NewEvent } from '#core/outbox/event'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Effects leave with the commit or not at all: an event is a row of the transaction that caused it. */
export class Outbox {
  constructor(private readonly bell?: RelayBell) {}

  /** Records one or several events in the caller's transaction and wakes the relay once it is committed. */
  async record(trx: TransactionClientContract, ...events: NewEvent[]): Promise<void> {
    if (!events.length) return
    const occurredAt = Clock.now().toJSDate()
    await trx.table('outbox').multiInsert(
      events.map((event) => ({
        id: newId(),
        name: event.name,
        tenant_id: event.tenantId ?? null,
        aggregate_id: event.aggregateId,
        payload: JSON.stringify(event.payload),
        occurred_at: occurredAt,
      }))
    )
    if (this.bell) trx.after('commit', () => this.bell!.ring())
  }
}
