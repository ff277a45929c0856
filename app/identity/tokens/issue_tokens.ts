import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Forbidden } from '#core/http/exceptions'
import { findIdentity, type Identity } from '#identity/queries/find_identity'
import { UserAccess } from '#identity/user_access'
import { InvalidToken } from '#identity/exceptions'
import { AccessTokens } from '#identity/tokens/access_tokens'
import { RefreshTokens, type Client, type RefreshLine } from '#identity/tokens/refresh_tokens'
import { audienceOf, hatFor, type Surface } from '#identity/tokens/surfaces'
import type { Actor } from '#core/actor'
import type User from '#identity/models/user'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type IssuedTokens = {
  user: User
  accessToken: string
  accessTokenExpiresAt: number
  refreshToken: string
  refreshTokenExpiresAt: number
}

/**
 * `tenantId` chooses among the user's companies, a foreign one is ignored; `surface` is the part of the API the tokens open;
 * `record` writes what belongs to the sign-in, in its transaction.
 */
export type Wanted = { tenantId?: string | null; surface?: Surface; record?: (trx: TransactionClientContract) => Promise<void> }

/** Turns a proven identity or a refresh token into a pair of tokens. */
@inject()
export class IssueTokens {
  constructor(
    private readonly access: AccessTokens,
    private readonly refresh: RefreshTokens
  ) {}

  /** A new sign-in. Throws `Forbidden` to who does not wear the surface's hat. */
  async forUser(userId: string, client: Client, { tenantId = null, surface = 'api', record }: Wanted = {}): Promise<IssuedTokens> {
    const identity = await findIdentity(userId)
    if (!identity) throw new InvalidToken()
    const rights = rightsOn(surface, identity, tenantId ?? identity.user.lastTenantId)
    const owner = { userId, tenantId: rights.tenantId, audience: audienceOf(surface) }
    const line = await db.transaction(async (trx) => {
      await record?.(trx)
      return this.refresh.start(trx, owner, client)
    })
    return this.#pair(line, identity, rights)
  }

  /** The first sign-in of somebody whom this very transaction creates; `complete` it once that is committed. */
  begin(
    trx: TransactionClientContract,
    { userId, tenantId }: { userId: string; tenantId: string | null },
    client: Client
  ): Promise<RefreshLine> {
    return this.refresh.start(trx, { userId, tenantId, audience: audienceOf('api') }, client)
  }

  async complete(line: RefreshLine): Promise<IssuedTokens> {
    const identity = await findIdentity(line.userId, line.familyId)
    if (!identity) throw new InvalidToken()
    return this.#pair(line, identity, new UserAccess(identity.grants, line.tenantId))
  }

  /** A refresh. Throws `InvalidToken` for every token that is not the live one of a family of this surface. */
  async forRefresh(secret: string, client: Client, { actor, surface = 'api' }: { actor: Actor; surface?: Surface }): Promise<IssuedTokens> {
    const line = await this.refresh.rotate(secret, { client, actor, audience: audienceOf(surface) })
    const identity = line && (await findIdentity(line.userId, line.familyId))
    if (!line || !identity) throw new InvalidToken()
    const rights = new UserAccess(identity.grants, line.tenantId)
    if (!wearsHat(rights, surface)) throw new Forbidden()
    return this.#pair(line, identity, rights)
  }

  async #pair(line: RefreshLine, { user }: Identity, rights: UserAccess): Promise<IssuedTokens> {
    const claims = { sub: line.userId, sid: line.familyId, tenant_id: rights.tenantId, role: rights.primaryRole, aud: line.audience }
    const { token, expiresAt } = await this.access.sign(claims)
    return {
      user,
      accessToken: token,
      accessTokenExpiresAt: expiresAt,
      refreshToken: line.secret,
      refreshTokenExpiresAt: line.expiresAt,
    }
  }
}

const wearsHat = (rights: UserAccess, surface: Surface) => {
  const hat = hatFor(surface)
  return hat === null || rights.can(hat)
}

/** In the company asked for, or else in the first where the person wears the hat. */
function rightsOn(surface: Surface, { grants }: Identity, preferredTenantId: string | null): UserAccess {
  const companies = [preferredTenantId, ...new Set(grants.map(({ tenant_id: tenantId }) => tenantId))]
  const found = companies.map((tenantId) => new UserAccess(grants, tenantId)).find((rights) => wearsHat(rights, surface))
  if (!found) throw new Forbidden()
  return found
}
