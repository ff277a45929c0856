import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { isId } from '#core/ids'
import { ConnectionNotFound, LastWayToSignIn } from '#identity/providers/exceptions'
import { listIdentities } from '#identity/providers/linked_identities'
import { countOtherWays } from '#identity/providers/ways_to_sign_in'
import type { Actor } from '#core/actor'

/** A provider signs its person in no more. Throws `ConnectionNotFound` (404), `LastWayToSignIn` (409). */
@inject()
export class DisconnectIdentity {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async handle({ actor, userId, identityId }: { actor: Actor; userId: string; identityId: string }): Promise<void> {
    await db.transaction(async (trx) => {
      // Two at once would each see the other as what is left.
      await trx.from('users').where('id', userId).forUpdate().select('id')
      const found = isId(identityId) ? (await listIdentities(userId, trx)).find(({ id }) => id === identityId) : undefined
      if (!found) throw new ConnectionNotFound()
      if ((await countOtherWays(trx, { userId, identityId: found.id })) === 0) throw new LastWayToSignIn()
      await trx.from('user_identities').where('id', found.id).delete()
      await this.audit.record(trx, {
        actor,
        action: 'identity.provider_disconnected',
        target: { type: 'user', id: userId },
        tenantId: null,
        before: { provider: found.slug, account: found.label },
      })
      await this.outbox.record(trx, {
        name: 'identity.provider_disconnected.v1',
        aggregateId: userId,
        payload: { user_id: userId, provider: found.slug },
      })
    })
  }
}
