import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { HOUR_MS } from '#core/limits/window_lengths'
import { isUniqueViolation } from '#core/database/unique_violation'
import { DomainTaken, NoProofAsked, ProofNotFound } from '#registry/verification/exceptions'
import { FindProof } from '#registry/verification/find_proof'
import { findOwnStanding, lockOwnStanding, type PublisherStanding } from '#registry/verification/queries/publisher_standing'
import { Attempts } from '#identity/attempts'
import { RecordVerification } from '#registry/verification/record_verification'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Each look asks somebody else's servers. */
const LOOKS_PER_HOUR = 30

/** Looks for a publisher's proof, and verifies the publisher where it is found. */
@inject()
export class CheckProof {
  constructor(
    private readonly find: FindProof,
    private readonly record: RecordVerification,
    private readonly attempts: Attempts
  ) {}

  async handle({ actor, publisher: slug }: { actor: Actor; publisher: string }): Promise<PublisherStanding> {
    const { id, proof } = await findOwnStanding(db, actor, slug)
    if (!proof) throw new NoProofAsked()
    await this.attempts.count(HOUR_MS, [{ key: `proof:${id}`, limit: LOOKS_PER_HOUR }])
    if (!(await this.find.handle(proof))) throw new ProofNotFound()
    return db.transaction(async (trx) => {
      const publisher = await lockOwnStanding(trx, actor, slug)
      // What was looked for is no longer what is claimed.
      if (publisher.proof?.token !== proof.token) throw new ProofNotFound()
      await keepFound(trx, publisher.id)
      // An administrator's word is worth more: it does not end with a domain.
      if (publisher.verify_method !== 'admin') {
        await this.record.apply(trx, { actor, publisher, method: proof.method, reason: proof.domain })
      }
      return findOwnStanding(trx, actor, slug)
    })
  }
}

async function keepFound(trx: TransactionClientContract, publisherId: string): Promise<void> {
  try {
    await trx
      .from('publisher_proofs')
      .where('publisher_id', publisherId)
      .update({ proved_at: trx.raw('coalesce(proved_at, now())'), checked_at: trx.raw('now()'), failures: 0 })
  } catch (error) {
    if (isUniqueViolation(error, 'publisher_proofs_domain')) throw new DomainTaken()
    throw error
  }
}
