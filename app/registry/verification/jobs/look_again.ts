import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { systemActor } from '#core/actor'
import { sqlRows } from '#core/database/sql'
import { FindProof, type Claim } from '#registry/verification/find_proof'
import { lockStanding } from '#registry/verification/queries/publisher_standing'
import { RecordVerification } from '#registry/verification/record_verification'
import type { Job } from '#core/jobs/types'

type Due = Claim & { publisher_id: string }

const EVERY_HOURS = 23
/** Days in a row: a name server may be away for a weekend. */
const PATIENCE = 3
const BATCH = 50

/** Domains change hands: what was proved is looked at every day, and whose proof stays away loses the mark. */
@inject()
export default class LookAgain implements Job {
  constructor(
    private readonly find: FindProof,
    private readonly record: RecordVerification
  ) {}

  async handle() {
    for (;;) {
      const due = await sqlRows<Due>(
        db,
        `select publisher_id, domain::text, method, token from publisher_proofs
          where proved_at is not null and checked_at < ? order by checked_at, publisher_id limit ${BATCH}`,
        [Clock.now().minus({ hours: EVERY_HOURS }).toJSDate()]
      )
      if (!due.length) return
      const found = await Promise.all(due.map((claim) => this.find.handle(claim)))
      for (const [index, claim] of due.entries()) await this.#keep(claim, found[index])
    }
  }

  async #keep({ publisher_id: id, token }: Due, isFound: boolean): Promise<void> {
    await db.transaction(async (trx) => {
      const publisher = await lockStanding(trx, { id })
      const { proof } = publisher
      if (!proof?.proved_at || proof.token !== token) return
      const failures = isFound ? 0 : proof.failures + 1
      const isOver = failures >= PATIENCE
      await trx
        .from('publisher_proofs')
        .where('publisher_id', id)
        .update({ checked_at: Clock.now().toJSDate(), failures, ...(isOver ? { proved_at: null } : {}) })
      if (!isOver || publisher.verify_method === 'admin') return
      await this.record.apply(trx, { actor: systemActor('verification.look_again'), publisher, method: null, reason: proof.domain })
    })
  }
}
