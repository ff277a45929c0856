import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { newTokenSecret } from '#registry/tokens/token_secret'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type TokenTerms = {
  userId: string
  tenantId: string | null
  name: string
  scopes: readonly string[]
  /** Canonical names or `prefix*`. */
  plugins: readonly string[]
  stageOnly: boolean
  expiresAt: Date
}

export type IssuedToken = { id: string; secret: string; prefix: string; expiresAt: Date }
type Origin = { kind?: 'personal' | 'trusted'; rotatedFrom?: string; provenance?: Record<string, unknown> }

/** Writes a new token and answers its secret, which is nowhere else from then on. */
export async function keepToken(trx: TransactionClientContract, terms: TokenTerms, origin: Origin = {}): Promise<IssuedToken> {
  const { secret, prefix, hash } = newTokenSecret()
  const id = newId()
  await trx.table('api_tokens').insert({
    id,
    user_id: terms.userId,
    tenant_id: terms.tenantId,
    kind: origin.kind ?? 'personal',
    name: terms.name,
    prefix,
    hash,
    endpoint_scopes: terms.scopes,
    plugin_scopes: terms.plugins,
    stage_only: terms.stageOnly,
    created_at: Clock.now().toJSDate(),
    expires_at: terms.expiresAt,
    rotated_from: origin.rotatedFrom ?? null,
    provenance: origin.provenance ? JSON.stringify(origin.provenance) : null,
  })
  return { id, secret, prefix, expiresAt: terms.expiresAt }
}
