import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { expireHolds } from '#ledger/actions/holds'
import type { Job } from '#core/jobs/types'

const BATCH = 200

/** Gives back what was held past its time, batch by batch, so that no transaction locks many accounts for long. */
export default class ExpireHolds implements Job {
  async handle(): Promise<void> {
    while ((await this.#expireBatch()) === BATCH);
  }

  async #expireBatch(): Promise<number> {
    const expired = await db.transaction((trx) => expireHolds(trx, Clock.now().toISO()!, BATCH))
    return expired.length
  }
}
