import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { randomBytes } from 'node:crypto'
import { Audit } from '#core/audit/audit'
import { sqlRun } from '#core/database/sql'
import { findOwnStanding, lockOwnStanding, type PublisherStanding } from '#registry/verification/queries/publisher_standing'
import { RecordVerification } from '#registry/verification/record_verification'
import type { Actor } from '#core/actor'

export type AskForProofInput = { actor: Actor; publisher: string; domain: string; method: 'dns' | 'web' }

/** Names the domain that a publisher says is theirs. Another domain than before ends what the former one proved. */
@inject()
export class AskForProof {
  constructor(
    private readonly audit: Audit,
    private readonly record: RecordVerification
  ) {}

  async handle({ actor, publisher: slug, domain, method }: AskForProofInput): Promise<PublisherStanding> {
    return db.transaction(async (trx) => {
      const publisher = await lockOwnStanding(trx, actor, slug)
      if (publisher.proof?.domain === domain && publisher.proof.method === method) return publisher
      if (publisher.proof?.proved_at && publisher.verify_method !== 'admin') {
        await this.record.apply(trx, { actor, publisher, method: null, reason: null })
      }
      await sqlRun(
        trx,
        `insert into publisher_proofs (publisher_id, domain, method, token, requested_by) values (?, ?, ?, ?, ?)
         on conflict (publisher_id) do update set domain = excluded.domain, method = excluded.method, token = excluded.token,
           requested_by = excluded.requested_by, requested_at = now(), proved_at = null, checked_at = null, failures = 0`,
        [publisher.id, domain, method, randomBytes(16).toString('hex'), actor.userId]
      )
      const target = { type: 'publisher', id: publisher.id, label: publisher.name }
      await this.audit.record(trx, { actor, action: 'registry.proof_asked', target, after: { domain, method } })
      return findOwnStanding(trx, actor, slug)
    })
  }
}
