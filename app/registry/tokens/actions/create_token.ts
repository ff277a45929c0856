import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { Settings } from '#core/settings/settings'
import { sqlRows } from '#core/database/sql'
import { Unauthenticated } from '#core/http/exceptions'
import { assertNotEnded } from '#identity/sign_in/assert_not_ended'
import { canonicalName } from '#registry/names/plugin_name'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import { TooManyTokens } from '#registry/tokens/exceptions'
import { maxTokenDays, maxTokens } from '#registry/tokens/settings'
import { keepToken, type IssuedToken } from '#registry/tokens/actions/keep_token'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type NewToken = { name: string; scopes: string[]; plugins: string[]; stageOnly: boolean; days: number }

/** Makes a token for the actor's own use. The owner is told by mail: who did not make it learns of it. */
@inject()
export class CreateToken {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly settings: Settings
  ) {}

  async handle({ actor, token }: { actor: Actor; token: NewToken }): Promise<IssuedToken> {
    const { userId } = actor
    if (!userId) throw new Unauthenticated()
    const mostDays = await this.settings.get(maxTokenDays)
    if (token.days > mostDays) throw InvalidPlugin.field('expires_in_days', `A token may live ${mostDays} days at most`, 'max')
    const most = await this.settings.get(maxTokens)
    return db.transaction(async (trx) => {
      await assertRoom(trx, userId, most)
      await assertNotEnded(trx, actor)
      const plugins = [...new Set(token.plugins.map(canonicalPattern))]
      const terms = { ...token, plugins, userId, tenantId: actor.tenantId, expiresAt: Clock.now().plus({ days: token.days }).toJSDate() }
      const issued = await keepToken(trx, terms)
      const target = { type: 'api_token', id: issued.id, label: token.name }
      const after = { scopes: token.scopes, plugins, stage_only: token.stageOnly, expires_at: issued.expiresAt.toISOString() }
      await this.audit.record(trx, { actor, action: 'registry.token_created', target, after })
      await this.outbox.record(trx, { name: 'registry.token_created.v1', aggregateId: issued.id, payload: { user_id: userId } })
      return issued
    })
  }
}

/** `Acme.*` and `acme-*` reach the same plugins. */
const canonicalPattern = (pattern: string) => (pattern.endsWith('*') ? `${canonicalName(pattern.slice(0, -1))}*` : canonicalName(pattern))

/** The user's row is locked: two at once do not both find the last place. */
async function assertRoom(trx: TransactionClientContract, userId: string, most: number) {
  await trx.rawQuery('select 1 from users where id = ? for update', [userId])
  const [{ n }] = await sqlRows<{ n: number }>(
    trx,
    `select count(*)::int as n from api_tokens where user_id = ? and kind = 'personal' and revoked_at is null and expires_at > now()`,
    [userId]
  )
  if (n >= most) throw new TooManyTokens()
}
