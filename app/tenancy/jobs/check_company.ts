import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { nudge } from '#core/live/nudge'
import { findVerification } from '#tenancy/verification/verification'
import { recordCheck } from '#tenancy/verification/record_check'
import { TaxRegisters } from '#tenancy/verification/tax_service/tax_registers'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/** Asks the register about a company that wants to be verified. Its silence is kept too, so that the moderator knows. */
@inject()
export default class CheckCompany implements Job<DomainEvent<{ verification_id: string }>> {
  constructor(private readonly registers: TaxRegisters) {}

  async handle({ payload }: Pick<DomainEvent<{ verification_id: string }>, 'payload'>) {
    const verification = await findVerification(db, payload.verification_id)
    if (verification?.state !== 'submitted') return
    const { service } = this.registers
    const place = { verificationId: verification.id, source: service.name }
    try {
      const answer = await service.find(verification)
      if (answer) await recordCheck(db, place, answer)
    } catch (error) {
      await recordCheck(db, place, { state: 'unknown', note: (error as Error).message.slice(0, 300), answer: {} })
      throw error
    } finally {
      nudge('moderation/queue')
    }
  }
}
