import app from '@adonisjs/core/services/app'
import { Audit } from '#core/audit/audit'
import { sqlRows } from '#core/database/sql'
import type { AccountTaken } from '#core/http/bearer_scheme'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** A company's machines run on when one of its people sets a new password; what a stranger made under somebody's address ends. */
export async function endStrangersTokens(trx: TransactionClientContract, taken: AccountTaken): Promise<number> {
  const { actor, userId, reason, wasStrangers } = taken
  if (!wasStrangers) return 0
  const ended = await sqlRows<{ id: string; name: string; tenant_id: string | null }>(
    trx,
    `update service_tokens set revoked_at = now(), revoked_reason = ? where user_id = ? and revoked_at is null and expires_at > now()
     returning id, name, tenant_id`,
    [reason, userId]
  )
  const audit = await app.container.make(Audit)
  for (const { id, name, tenant_id: tenantId } of ended) {
    const target = { type: 'service_token', id, label: name }
    await audit.record(trx, { actor: { ...actor, userId }, action: 'identity.service_token_revoked', target, tenantId, reason })
  }
  return ended.length
}
