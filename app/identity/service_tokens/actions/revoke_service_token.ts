import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { findServiceToken } from '#identity/service_tokens/queries/service_tokens'
import type { Actor } from '#core/actor'
import type { Place } from '#identity/service_tokens/service_scopes'

/** Ends a token: the next request with it is refused. Revoking twice changes nothing. */
@inject()
export class RevokeServiceToken {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, place, id }: { actor: Actor; place: Place; id: string }): Promise<void> {
    await db.transaction(async (trx) => {
      const token = await findServiceToken(trx, place, { id, lock: 'for update of t' })
      if (token.revoked_at) return
      await trx.from('service_tokens').where('id', id).update({ revoked_at: Clock.now().toJSDate(), revoked_reason: 'revoked' })
      const target = { type: 'service_token', id, label: token.name }
      await this.audit.record(trx, { actor, action: 'identity.service_token_revoked', target, tenantId: place })
    })
  }
}
