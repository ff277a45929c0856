import { inject } from '@adonisjs/core'
import { sqlRows } from '#core/database/sql'
import { RecordAct } from '#registry/log/record_act'
import type { Actor } from '#core/actor'
import type { PublisherStanding } from '#registry/verification/queries/publisher_standing'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type VerifyMethod = 'dns' | 'web' | 'admin'
export type VerificationChange = { actor: Actor; publisher: PublisherStanding; method: VerifyMethod | null; reason: string | null }

/** The one function that changes whether a publisher is verified; `method: null` ends it. Asking for what is so changes nothing. */
@inject()
export class RecordVerification {
  constructor(private readonly acts: RecordAct) {}

  async apply(trx: TransactionClientContract, change: VerificationChange): Promise<void> {
    const { actor, publisher, method, reason } = change
    const isVerified = publisher.verified_at !== null
    if (method === null ? !isVerified : publisher.verify_method === method && isVerified) return
    const [{ serial }] = await sqlRows<{ serial: number }>(
      trx,
      `update publishers set verified_at = case when ?::text is not null then now() end, verify_method = ?, verify_checked_at = now()
        where id = ? returning nextval('registry_serial') as serial`,
      [method, method, publisher.id]
    )
    const past = method ? 'publisher_verified' : 'publisher_unverified'
    const payload = { publisher_id: publisher.id, publisher: publisher.slug, name: publisher.name, method, reason, serial }
    await this.acts.apply(trx, {
      ...{ actor, act: method ? 'verify' : 'unverify', serial, publicReason: reason },
      ...{ from: publisher.verify_method ?? 'none', to: method ?? 'none' },
      target: { type: 'publisher', id: publisher.id, label: publisher.name },
      audited: { action: `registry.${past}`, before: { verified_by: publisher.verify_method }, after: { verified_by: method } },
      logged: { event: past, payload: { publisher: publisher.slug, method, serial } },
      event: { name: `registry.${past}.v1`, aggregateId: publisher.id, payload: { ...payload, publisher_user_id: publisher.user_id } },
    })
  }
}
