import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { findIdentity } from '#identity/queries/find_identity'
import { UserAccess } from '#identity/user_access'
import { InvalidToken } from '#identity/exceptions'
import { AccessTokens, API_AUDIENCE } from '#identity/tokens/access_tokens'
import { RefreshTokens, type Client, type RefreshLine } from '#identity/tokens/refresh_tokens'
import type { Actor } from '#core/actor'
import type User from '#identity/models/user'

export type IssuedTokens = {
  user: User
  accessToken: string
  accessTokenExpiresAt: number
  refreshToken: string
  refreshTokenExpiresAt: number
}

/** Turns a proven identity or a refresh token into a pair of tokens. */
@inject()
export class IssueTokens {
  constructor(
    private readonly access: AccessTokens,
    private readonly refresh: RefreshTokens
  ) {}

  /** A new sign-in. `tenantId` chooses among the user's tenants; a foreign one is ignored. */
  async forUser(userId: string, client: Client, tenantId: string | null = null): Promise<IssuedTokens> {
    const identity = await findIdentity(userId)
    if (!identity) throw new InvalidToken()
    const chosen = new UserAccess(identity.grants, tenantId ?? identity.user.lastTenantId)
    const owner = { userId, tenantId: chosen.tenantId, audience: API_AUDIENCE }
    const line = await db.transaction((trx) => this.refresh.start(trx, owner, client))
    return this.#pair(line, identity)
  }

  /** A refresh. Throws `InvalidToken` for every token that is not the family's live one. */
  async forRefresh(secret: string, client: Client, actor: Actor): Promise<IssuedTokens> {
    const line = await this.refresh.rotate(secret, client, actor)
    const identity = line && (await findIdentity(line.userId, line.familyId))
    if (!line || !identity) throw new InvalidToken()
    return this.#pair(line, identity)
  }

  async #pair(line: RefreshLine, identity: NonNullable<Awaited<ReturnType<typeof findIdentity>>>): Promise<IssuedTokens> {
    const rights = new UserAccess(identity.grants, line.tenantId)
    const claims = { sub: line.userId, sid: line.familyId, tenant_id: rights.tenantId, role: rights.primaryRole }
    const { token, expiresAt } = await this.access.sign(claims)
    return {
      user: identity.user,
      accessToken: token,
      accessTokenExpiresAt: expiresAt,
      refreshToken: line.secret,
      refreshTokenExpiresAt: line.expiresAt,
    }
  }
}
