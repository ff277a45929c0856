import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { assertAdmitted } from '#identity/providers/admission'
import { ProviderRefused } from '#identity/providers/exceptions'
import { findOwner, insertIdentity, labelOf } from '#identity/providers/linked_identities'
import type { Actor } from '#core/actor'
import type User from '#identity/models/user'
import type { Provider } from '#identity/providers/provider'
import type { ProviderPerson } from '#identity/providers/protocols/protocol'

type ConnectIdentityInput = { actor: Actor; user: User; provider: Provider; person: ProviderPerson }

/** Somebody who is signed in, and proved who they are at a provider, may sign in with it from now on. Throws `ProviderRefused`. */
@inject()
export class ConnectIdentity {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async handle({ actor, user, provider, person }: ConnectIdentityInput): Promise<void> {
    assertAdmitted(provider, person)
    await db.transaction(async (trx) => {
      const isNew = await insertIdentity(trx, { userId: user.id, providerId: provider.id, person })
      if (!isNew && (await findOwner(provider.id, person, trx)) === user.id) return
      if (!isNew) throw new ProviderRefused('taken')
      await this.audit.record(trx, {
        actor,
        action: 'identity.provider_connected',
        target: { type: 'user', id: user.id, label: user.email },
        tenantId: null,
        after: { provider: provider.slug, account: labelOf(person) },
      })
      await this.outbox.record(trx, {
        name: 'identity.provider_connected.v1',
        aggregateId: user.id,
        payload: { user_id: user.id, provider: provider.slug },
      })
    })
  }
}
