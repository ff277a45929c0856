import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { companyCheckHook } from '#catalog/hooks/company_check'
import { HookCaller } from '#runtime/hooks/hook_caller'
import { recordCheck } from '#tenancy/verification/record_check'
import { findVerification } from '#tenancy/verification/verification'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

/**
 * Asks the platform's plugins about a company that wants to be verified; what each of them says is kept for the moderator.
 * Running twice asks twice and keeps the last.
 */
@inject()
export default class AskCompanyCheck implements Job<DomainEvent<{ verification_id: string }>> {
  constructor(private readonly hooks: HookCaller) {}

  async handle({ payload }: Pick<DomainEvent<{ verification_id: string }>, 'payload'>) {
    const verification = await findVerification(db, payload.verification_id)
    if (verification?.state !== 'submitted') return
    const { id, country, inn, ogrn, kpp, legal_name: name } = verification
    const answers = await this.hooks.call(companyCheckHook, { tenantIds: [], input: { country, inn, ogrn, kpp, name } })
    for (const { pluginName, output } of answers) {
      const place = { verificationId: id, source: `plugin:${pluginName}` }
      const differs = output.inn !== undefined && output.inn !== inn ? 'inn_differs' : null
      await recordCheck(db, place, { state: output.state, name: output.name, note: output.needs_person ?? differs, answer: output })
    }
  }
}
