import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { decodeJwt, SignJWT, type JWTPayload } from 'jose'
import { SigningKeys } from '#identity/signing_keys/signing_keys'
import { withoutTenantScope } from '#core/tenant_scope'
import TenantMember from '#tenancy/models/tenant_member'
import { apiToken, createUser } from '#tests/support/users'
import type Tenant from '#tenancy/models/tenant'

const MINUTES = 60

/** A token of ours in everything but what `change` says: signed by the key that signs now. */
async function resigned(token: string, change: (claims: JWTPayload) => JWTPayload): Promise<string> {
  const { key, alg, kid } = await (await app.container.make(SigningKeys)).signing()
  return new SignJWT(change(decodeJwt(token))).setProtectedHeader({ alg, kid, typ: 'JWT' }).sign(key)
}

const earlier = (claims: JWTPayload): JWTPayload => ({ ...claims, iat: claims.iat! - 20 * MINUTES, exp: claims.exp! - 20 * MINUTES })

/** Tokens that were good, or nearly are, of somebody who may do anything: none of them opens a door. */
export async function badTokens(tenant: Tenant): Promise<Record<string, string>> {
  const mighty = () => createUser({ platform: ['superadmin'], tenant: { role: 'owner', of: tenant } })
  const good = async () => apiToken((await mighty()).user, tenant.id)

  const revoked = await mighty()
  const ofRevoked = await apiToken(revoked.user, tenant.id)
  await db.from('refresh_families').where('user_id', revoked.user.id).update({ revoked_at: new Date() })

  const blocked = await mighty()
  const ofBlocked = await apiToken(blocked.user, tenant.id)
  await db.from('users').where('id', blocked.user.id).update({ status: 'blocked', blocked_at: new Date(), block_reason: 'A test' })

  const gone = await mighty()
  const ofGone = await apiToken(gone.user, tenant.id)
  await withoutTenantScope(() => TenantMember.query().where('userId', gone.user.id).delete())

  return {
    'expired': await resigned(await good(), earlier),
    'for nobody’s surface': await resigned(await good(), (claims) => ({ ...claims, aud: 'rialto:elsewhere' })),
    'for a surface of other hats': await resigned(await good(), (claims) => ({ ...claims, aud: 'rialto:trader' })),
    'of a sign-in that ended': ofRevoked,
    'of a blocked user': ofBlocked,
    'of somebody who left the company': ofGone,
  }
}

/** The same token, re-signed and unchanged: what is refused above is refused for what was changed. */
export const goodToken = async (tenant: Tenant) =>
  resigned(
    await apiToken((await createUser({ platform: ['superadmin'], tenant: { role: 'owner', of: tenant } })).user, tenant.id),
    (claims) => claims
  )
