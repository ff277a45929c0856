import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { assertNotEnded } from '#identity/sign_in/assert_not_ended'
import { TokenEnded } from '#registry/tokens/exceptions'
import { findTokenForUpdate } from '#registry/tokens/queries/own_tokens'
import { keepToken, type IssuedToken } from '#registry/tokens/actions/keep_token'
import type { Actor } from '#core/actor'

/** A new secret for the same terms and the same time; the old one ends at once. */
@inject()
export class RotateToken {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async handle({ actor, tokenId }: { actor: Actor; tokenId: string }): Promise<IssuedToken> {
    return db.transaction(async (trx) => {
      await assertNotEnded(trx, actor)
      const old = await findTokenForUpdate(trx, actor.userId, tokenId)
      const now = Clock.now().toJSDate()
      if (old.revoked_at || old.expires_at <= now || old.kind !== 'personal') throw new TokenEnded()
      const expiresAt = new Date(now.getTime() + (old.expires_at.getTime() - old.created_at.getTime()))
      const terms = { userId: old.user_id, tenantId: old.tenant_id, name: old.name, stageOnly: old.stage_only, expiresAt }
      const issued = await keepToken(trx, { ...terms, scopes: old.endpoint_scopes, plugins: old.plugin_scopes }, { rotatedFrom: old.id })
      await trx.from('api_tokens').where('id', old.id).update({ revoked_at: now, revoked_reason: 'rotated' })
      const target = { type: 'api_token', id: issued.id, label: old.name }
      await this.audit.record(trx, { actor, action: 'registry.token_rotated', target, before: { id: old.id } })
      await this.outbox.record(trx, { name: 'registry.token_created.v1', aggregateId: issued.id, payload: { user_id: old.user_id } })
      return issued
    })
  }
}
