import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { newServiceSecret } from '#identity/service_tokens/service_secret'
import type { Place } from '#identity/service_tokens/service_scopes'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type ServiceTokenTerms = { place: Place; userId: string; name: string; scopes: string[]; expiresAt: Date; rotatedFrom?: string }
export type IssuedServiceToken = { id: string; secret: string; prefix: string; expiresAt: Date }

/** Writes a new token and answers its secret, which is nowhere else from then on. */
export async function keepServiceToken(trx: TransactionClientContract, terms: ServiceTokenTerms): Promise<IssuedServiceToken> {
  const { secret, prefix, hash } = newServiceSecret()
  const { name, scopes, expiresAt } = terms
  const id = newId()
  const whose = { tenant_id: terms.place, user_id: terms.userId, rotated_from: terms.rotatedFrom ?? null }
  await trx
    .table('service_tokens')
    .insert({ id, ...whose, name, prefix, hash, scopes, created_at: Clock.now().toJSDate(), expires_at: expiresAt })
  return { id, secret, prefix, expiresAt }
}
