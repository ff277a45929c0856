import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { DomainEvent } from '#core/outbox/event'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/**
 * Runs a consumer's effect exactly once per event: the mark commits with the effect, a repeat finds it and does nothing.
 * Answers whether the effect ran now.
 */
export async function once(
  event: Pick<DomainEvent, 'id'>,
  consumer: string,
  effect: (trx: TransactionClientContract) => Promise<void>
): Promise<boolean> {
  return db.transaction(async (trx) => {
    const marked = await sqlRun(trx, 'insert into consumed_events (event_id, consumer) values (?, ?) on conflict do nothing', [
      event.id,
      consumer,
    ])
    if (!marked) return false
    await effect(trx)
    return true
  })
}
