import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { RefreshTokens } from '#identity/tokens/refresh_tokens'
import type { Actor } from '#core/actor'

/** Logout by API: revokes every refresh token of the acting user. */
@inject()
export default class EndOwnSignIns {
  constructor(
    private readonly refreshTokens: RefreshTokens,
    private readonly audit: Audit
  ) {}

  async handle({ actor }: { actor: Actor }): Promise<void> {
    const userId = actor.userId!
    await db.transaction(async (trx) => {
      const ended = await this.refreshTokens.revoke(trx, { userId }, 'logout')
      const target = { type: 'user', id: userId, label: actor.label ?? undefined }
      await this.audit.record(trx, { actor, action: 'identity.signed_out', target, after: { sign_ins: ended } })
    })
  }
}
