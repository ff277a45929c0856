import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { Settings } from '#core/settings/settings'
import { sqlRows } from '#core/database/sql'
import { assertNotEnded } from '#identity/sign_in/assert_not_ended'
import { TooManyServiceTokens, UnfitTerms } from '#identity/service_tokens/exceptions'
import { serviceTokenCreated } from '#identity/service_tokens/events'
import { serviceScopes, type Place } from '#identity/service_tokens/service_scopes'
import { maxServiceTokenDays, maxServiceTokens } from '#identity/service_tokens/settings'
import { keepServiceToken, type IssuedServiceToken } from '#identity/service_tokens/actions/keep_service_token'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type NewServiceToken = { actor: Actor; place: Place; userId: string; name: string; scopes: string[]; days: number }

/** Makes a token for machines of a company or of the platform. It acts for `userId`, and never further than they may themselves. */
@inject()
export class CreateServiceToken {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly settings: Settings
  ) {}

  async handle({ actor, place, userId, name, scopes, days }: NewServiceToken): Promise<IssuedServiceToken> {
    assertFit(place, { scopes, days, mostDays: await this.settings.get(maxServiceTokenDays) })
    const most = await this.settings.get(maxServiceTokens)
    return db.transaction(async (trx) => {
      await assertNotEnded(trx, actor)
      await assertRoom(trx, place, most)
      const expiresAt = Clock.now().plus({ days }).toJSDate()
      const issued = await keepServiceToken(trx, { place, userId, name, scopes: [...new Set(scopes)].toSorted(), expiresAt })
      const target = { type: 'service_token', id: issued.id, label: name }
      const after = { scopes, user_id: userId, expires_at: expiresAt.toISOString() }
      await this.audit.record(trx, { actor, action: 'identity.service_token_created', target, tenantId: place, after })
      await this.outbox.record(trx, serviceTokenCreated(issued.id, { place, userId, name }))
      return issued
    })
  }
}

function assertFit(place: Place, { scopes, days, mostDays }: { scopes: string[]; days: number; mostDays: number }) {
  const known = serviceScopes(place)
  const foreign = scopes.filter((scope) => !known.includes(scope))
  const details = [
    ...(foreign.length ? [{ field: 'scopes', message: `There is no such scope here: ${foreign.join(', ')}`, rule: 'enum' }] : []),
    ...(days > mostDays ? [{ field: 'expires_in_days', message: `A token may live ${mostDays} days at most`, rule: 'max' }] : []),
  ]
  if (details.length) throw new UnfitTerms(details)
}

/** One at a time in each place: two at once do not both find the last room. */
async function assertRoom(trx: TransactionClientContract, place: Place, most: number) {
  await sqlRows(trx, 'select pg_advisory_xact_lock(hashtextextended(?, 0))', [`identity.service_tokens:${place ?? 'platform'}`])
  const live = trx.from('service_tokens').whereNull('revoked_at').where('expires_at', '>', Clock.now().toJSDate())
  const [{ count }] = (await (place === null ? live.whereNull('tenant_id') : live.where('tenant_id', place)).count('* as count')) as {
    count: number
  }[]
  if (Number(count) >= most) throw new TooManyServiceTokens()
}
