import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { NotFound } from '#core/http/exceptions'
import { sqlRun } from '#core/database/sql'
import { UserAccess } from '#identity/user_access'
import { AccessTokens } from '#identity/tokens/access_tokens'
import { findIdentity } from '#identity/queries/find_identity'
import { audienceOf } from '#identity/tokens/surfaces'
import type { Actor } from '#core/actor'

export type TakenContext = { token: string; expiresAt: number; tenantId: string | null; role: string }

/**
 * Goes on in another company of one's own, by the same sign-in: its refreshes stay in that company, and ending it ends
 * this token too. No new refresh token is given: a stolen access token must not turn into a longer one.
 */
@inject()
export class TakeContext {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly audit: Audit
  ) {}

  async handle({ actor, tenantId }: { actor: Actor; tenantId: string }): Promise<TakenContext> {
    const [userId, sid] = [actor.userId!, actor.tokenId!]
    const identity = await findIdentity(userId, sid)
    if (!identity?.grants.some((grant) => grant.tenant_id === tenantId && grant.role !== null)) throw new NotFound()
    const rights = new UserAccess(identity.grants, tenantId)
    await db.transaction(async (trx) => {
      await sqlRun(trx, 'update refresh_families set tenant_id = ? where id = ? and user_id = ? and revoked_at is null', [
        ...[tenantId, sid, userId],
      ])
      await this.audit.record(trx, { actor, action: 'tenancy.context_taken', target: { type: 'tenant', id: tenantId }, tenantId })
    })
    const claims = { sub: userId, sid, tenant_id: tenantId, role: rights.primaryRole, aud: audienceOf('api') }
    return { ...(await this.tokens.sign(claims)), tenantId, role: rights.primaryRole }
  }
}
