import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { findTokenForUpdate } from '#registry/tokens/queries/own_tokens'
import type { Actor } from '#core/actor'

/** Ends a token of the actor's: the next request with it is refused. Revoking twice changes nothing. */
@inject()
export class RevokeToken {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, tokenId, reason = 'owner' }: { actor: Actor; tokenId: string; reason?: string }): Promise<void> {
    await db.transaction(async (trx) => {
      const token = await findTokenForUpdate(trx, actor.userId, tokenId)
      if (token.revoked_at) return
      await trx.from('api_tokens').where('id', token.id).update({ revoked_at: Clock.now().toJSDate(), revoked_reason: reason })
      const target = { type: 'api_token', id: token.id, label: token.name }
      await this.audit.record(trx, { actor, action: 'registry.token_revoked', target, reason })
    })
  }
}
