import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { findStanding, lockStanding, type PublisherKey, type PublisherStanding } from '#registry/verification/queries/publisher_standing'
import { RecordVerification } from '#registry/verification/record_verification'
import type { Actor } from '#core/actor'

export type VerifyPublisherInput = { actor: Actor; publisher: PublisherKey; isVerified: boolean; reason?: string }

/** An administrator vouches for a publisher, or takes the mark away, however it came. */
@inject()
export class VerifyPublisher {
  constructor(private readonly record: RecordVerification) {}

  async handle({ actor, publisher: by, isVerified, reason }: VerifyPublisherInput): Promise<PublisherStanding> {
    return db.transaction(async (trx) => {
      const publisher = await lockStanding(trx, by)
      await this.record.apply(trx, { actor, publisher, method: isVerified ? 'admin' : null, reason: reason ?? null })
      return findStanding(trx, { id: publisher.id })
    })
  }
}
