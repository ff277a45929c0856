import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { preparedRowsIn } from '#core/database/prepared'
import { sqlRows, sqlRun } from '#core/database/sql'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { Settings } from '#core/settings/settings'
import { refreshGraceSeconds } from '#identity/settings'
import { hashRefreshSecret, newRefreshSecret, successorOf } from '#identity/tokens/refresh_secret'
import type { Actor } from '#core/actor'
import type { Audience } from '#identity/tokens/surfaces'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export const REFRESH_TOKEN_SECONDS = 30 * 24 * 3600

export type Client = { ip: string | null; userAgent: string | null }
export type RefreshLine = {
  secret: string
  familyId: string
  userId: string
  tenantId: string | null
  audience: Audience
  expiresAt: number
}
export type Refresher = { client: Client; actor: Actor; audience: Audience }

type Presented = {
  id: string
  family_id: string
  user_id: string
  tenant_id: string | null
  audience: Audience
  revoked: boolean
  used_by: string | null
  user_agent: string | null
  expired: boolean
  used: boolean
  in_grace: boolean
  successor_id: string | null
}

/** A family and its first token. */
const START = `
  with family as (insert into refresh_families (id, user_id, tenant_id, audience, user_agent, last_ip) values (?, ?, ?, ?, ?, ?))
  insert into refresh_tokens (id, family_id, hash, expires_at) values (?, ?, ?, ?)
`

/** Refresh tokens: used once, replaced by one successor, in families that die whole when a used one comes back. */
@inject()
export class RefreshTokens {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly settings: Settings
  ) {}

  /** Starts a family: one per sign-in. */
  async start(
    trx: TransactionClientContract,
    owner: { userId: string; tenantId: string | null; audience: Audience },
    client: Client
  ): Promise<RefreshLine> {
    const familyId = newId()
    const secret = newRefreshSecret()
    const expiresAt = nextExpiry()
    await preparedRowsIn(trx, START, [
      ...[familyId, owner.userId, owner.tenantId, owner.audience, client.userAgent, client.ip],
      ...[newId(), familyId, hashRefreshSecret(secret), new Date(expiresAt * 1000)],
    ])
    return { secret, familyId, ...owner, expiresAt }
  }

  /**
   * Exchanges a token for its successor. The same client repeating itself within the grace gets the same successor;
   * any other use of a used token revokes the family. On another surface it is nobody's. Null: refused.
   */
  async rotate(secret: string, { client, actor, audience }: Refresher): Promise<RefreshLine | null> {
    const grace = await this.settings.get(refreshGraceSeconds)
    return db.transaction(async (trx) => {
      const token = await this.#lock(trx, secret, grace)
      if (!token || token.audience !== audience || token.revoked || token.expired) return null
      if (!token.used) return this.#replace(trx, token, { secret, client })
      if (token.in_grace && token.used_by === client.userAgent) return this.#repeat(trx, token, secret)
      await this.#revokeReused(trx, token, actor)
      return null
    })
  }

  /** Ends one sign-in, or all of a user's by API: their access tokens stop with it. Sessions of panels stand in the same table and stay. */
  async revoke(trx: TransactionClientContract, of: { familyId?: string; userId?: string }, reason: string): Promise<number> {
    const column = of.familyId ? 'id' : `audience <> 'panel' and user_id`
    return sqlRun(trx, `update refresh_families set revoked_at = now(), revoked_reason = ? where ${column} = ? and revoked_at is null`, [
      reason,
      of.familyId ?? of.userId,
    ])
  }

  /** The family's row is the one lock of all its tokens: with two locks, parallel refreshes could wait for each other. */
  async #lock(trx: TransactionClientContract, secret: string, grace: number): Promise<Presented | undefined> {
    const hash = hashRefreshSecret(secret)
    await sqlRows(trx, 'select 1 from refresh_families where id = (select family_id from refresh_tokens where hash = ?) for update', [hash])
    const [token] = await sqlRows<Presented>(
      trx,
      `select t.id, t.family_id, f.user_id, f.tenant_id, f.audience, f.revoked_at is not null as revoked, t.used_by, f.user_agent,
              t.expires_at <= now() as expired, t.used_at is not null as used,
              coalesce(t.used_at > clock_timestamp() - make_interval(secs => ?), false) as in_grace, t.successor_id
       from refresh_tokens t join refresh_families f on f.id = t.family_id
       where t.hash = ?`,
      [grace, hash]
    )
    return token
  }

  async #replace(trx: TransactionClientContract, token: Presented, { secret, client }: { secret: string; client: Client }) {
    const successor = successorOf(secret)
    const expiresAt = nextExpiry()
    // A statement of its own: at no moment does the family have two live tokens, which an index refuses.
    await sqlRun(trx, 'update refresh_tokens set used_at = clock_timestamp(), used_by = ? where id = ?', [client.userAgent, token.id])
    await sqlRun(
      trx,
      `with successor as (insert into refresh_tokens (id, family_id, parent_id, hash, expires_at) values (?, ?, ?, ?, ?) returning id),
            linked as (update refresh_tokens t set successor_id = s.id from successor s where t.id = ?)
       update refresh_families set last_used_at = now(), last_ip = ? where id = ?`,
      [newId(), token.family_id, token.id, hashRefreshSecret(successor), new Date(expiresAt * 1000), token.id, client.ip, token.family_id]
    )
    return lineOf(token, successor, expiresAt)
  }

  async #repeat(trx: TransactionClientContract, token: Presented, secret: string) {
    const successor = (await trx.from('refresh_tokens').where('id', token.successor_id!).select('expires_at').firstOrFail()) as {
      expires_at: Date
    }
    return lineOf(token, successorOf(secret), Math.floor(successor.expires_at.getTime() / 1000))
  }

  async #revokeReused(trx: TransactionClientContract, token: Presented, actor: Actor) {
    await this.revoke(trx, { familyId: token.family_id }, 'reuse')
    const target = { type: 'refresh_family', id: token.family_id }
    await this.audit.record(trx, { actor, action: 'identity.refresh_reused', target, tenantId: token.tenant_id })
    await this.outbox.record(trx, {
      name: 'identity.refresh_reuse_detected.v1',
      aggregateId: token.user_id,
      tenantId: token.tenant_id,
      payload: { user_id: token.user_id, family_id: token.family_id },
    })
  }
}

const nextExpiry = () => Math.floor(Date.now() / 1000) + REFRESH_TOKEN_SECONDS

const lineOf = (token: Presented, secret: string, expiresAt: number): RefreshLine => ({
  secret,
  familyId: token.family_id,
  userId: token.user_id,
  tenantId: token.tenant_id,
  audience: token.audience,
  expiresAt,
})
