import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import db from '@adonisjs/lucid/services/db'
import { sqlRows, sqlRun } from '#core/database/sql'
import { JobQueue } from '#core/jobs/job_queue'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Letter = { id: string; job: string; payload: unknown }
type Input = { ids: string[]; actor: Actor }

/** What an operator may do with jobs that gave up. Both acts are audited one by one. */
@inject()
export class DeadLetters {
  constructor(
    private readonly queue: JobQueue,
    private readonly audit: Audit
  ) {}

  /** Queues the jobs once more; one that was retried already is left alone. Answers how many went. */
  async retry({ ids, actor }: Input): Promise<number> {
    return db.transaction(async (trx) => {
      const letters = await lock(trx, ids)
      await this.queue.enqueueAll(letters.map(({ id, job, payload }) => ({ name: job, payload, jobId: `${id}.retry` })))
      await sqlRun(trx, 'update dead_letters set retried_at = now() where id = any(?)', [letters.map(({ id }) => id)])
      await this.#record(trx, { letters, actor, action: 'core.dead_letter_retried' })
      return letters.length
    })
  }

  /** Deletes them: the work they stand for will not be done. */
  async discard({ ids, actor, reason }: Input & { reason: string }): Promise<number> {
    return db.transaction(async (trx) => {
      const letters = await lock(trx, ids)
      await this.#record(trx, { letters, actor, action: 'core.dead_letter_discarded', reason })
      await sqlRun(trx, 'delete from dead_letters where id = any(?)', [letters.map(({ id }) => id)])
      return letters.length
    })
  }

  async #record(trx: TransactionClientContract, act: { letters: Letter[]; actor: Actor; action: string; reason?: string }) {
    for (const { id, job, payload } of act.letters) {
      await this.audit.record(trx, {
        actor: act.actor,
        action: act.action,
        target: { type: 'dead_letter', id, label: job },
        reason: act.reason,
        before: { job, payload },
      })
    }
  }
}

const lock = (trx: TransactionClientContract, ids: string[]) =>
  sqlRows<Letter>(trx, 'select id, job, payload from dead_letters where id = any(?) and retried_at is null order by id for update', [ids])
