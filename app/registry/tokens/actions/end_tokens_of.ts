import app from '@adonisjs/core/services/app'
import { Audit } from '#core/audit/audit'
import { sqlRows, sqlRun } from '#core/database/sql'
import type { AccountTaken } from '#core/http/bearer_scheme'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/**
 * Ends every token made in a person's name, with whatever hands them the account; with them the addresses of uploads that were
 * announced and not sent: who knows one may publish by it, without a token.
 */
export async function endTokensOf(trx: TransactionClientContract, { actor, userId, reason }: AccountTaken): Promise<number> {
  await sqlRun(trx, 'update plugin_uploads set expires_at = now() where user_id = ? and completed_at is null and expires_at > now()', [
    userId,
  ])
  const ended = await sqlRows<{ id: string; name: string }>(
    trx,
    `update api_tokens set revoked_at = now(), revoked_reason = ? where user_id = ? and revoked_at is null and expires_at > now()
     returning id, name`,
    [reason, userId]
  )
  const audit = await app.container.make(Audit)
  for (const { id, name } of ended) {
    const target = { type: 'api_token', id, label: name }
    await audit.record(trx, { actor: { ...actor, userId }, action: 'registry.token_revoked', target, reason })
  }
  return ended.length
}
