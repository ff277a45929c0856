import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { Unauthenticated } from '#core/http/exceptions'
import { assertNotEnded } from '#identity/sign_in/assert_not_ended'
import { ServiceTokenEnded } from '#identity/service_tokens/exceptions'
import { serviceTokenCreated } from '#identity/service_tokens/events'
import { findServiceToken } from '#identity/service_tokens/queries/service_tokens'
import { keepServiceToken, type IssuedServiceToken } from '#identity/service_tokens/actions/keep_service_token'
import type { Actor } from '#core/actor'
import type { Place } from '#identity/service_tokens/service_scopes'

/**
 * A new secret for the same terms and the same time; the old one ends at once. It acts for whoever rotates it: so a token
 * outlives the person who made it.
 */
@inject()
export class RotateServiceToken {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async handle({ actor, place, id }: { actor: Actor; place: Place; id: string }): Promise<IssuedServiceToken> {
    const { userId } = actor
    if (!userId) throw new Unauthenticated()
    return db.transaction(async (trx) => {
      await assertNotEnded(trx, actor)
      const old = await findServiceToken(trx, place, { id, lock: 'for update of t' })
      if (old.status !== 'active') throw new ServiceTokenEnded()
      const now = Clock.now().toJSDate()
      const expiresAt = new Date(now.getTime() + (old.expires_at.getTime() - old.created_at.getTime()))
      const issued = await keepServiceToken(trx, { place, userId, name: old.name, scopes: old.scopes, expiresAt, rotatedFrom: old.id })
      await trx.from('service_tokens').where('id', old.id).update({ revoked_at: now, revoked_reason: 'rotated' })
      const target = { type: 'service_token', id: issued.id, label: old.name }
      const before = { id: old.id, user_id: old.user_id }
      await this.audit.record(trx, {
        actor,
        action: 'identity.service_token_rotated',
        target,
        tenantId: place,
        before,
        after: { user_id: userId },
      })
      await this.outbox.record(trx, serviceTokenCreated(issued.id, { place, userId, name: old.name }))
      return issued
    })
  }
}
