import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { isId, newId } from '#core/ids'
import { ProviderNotFound, ProviderTaken, TooManyProviders } from '#identity/providers/exceptions'
import { findProvider, MOST_PROVIDERS, type Provider } from '#identity/providers/provider'
import { ProviderSecrets } from '#identity/providers/provider_secrets'
import { toColumns, type ProviderTerms } from '#identity/providers/provider_terms'
import type { Actor } from '#core/actor'
import type { ProviderKind } from '#identity/providers/kinds'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type NewProvider = ProviderTerms & { slug: string; kind: ProviderKind; name: string; client_id: string }

const UNIQUE_VIOLATION = '23505'

/** Which providers people may sign in with. The audit log says what was set, of the secret only that it was. */
@inject()
export class ChangeProviders {
  constructor(
    private readonly secrets: ProviderSecrets,
    private readonly audit: Audit
  ) {}

  /** Throws `ProviderTaken` and `TooManyProviders` (409), `InvalidProvider` (422). */
  async add({ actor, provider: terms }: { actor: Actor; provider: NewProvider }): Promise<Provider> {
    const id = newId()
    return db.transaction(async (trx) => {
      const known = (await trx.from('identity_providers').forUpdate().select('slug')) as { slug: string }[]
      if (known.length >= MOST_PROVIDERS) throw new TooManyProviders()
      const columns = { ...toColumns(terms.kind, terms, null), ...this.#sealed(id, terms) }
      await trx
        .table('identity_providers')
        .insert({ id, slug: terms.slug, kind: terms.kind, ...columns })
        .catch(refuseTaken)
      return this.#record(trx, { actor, id, action: 'identity.provider_added', terms })
    })
  }

  /** What is left out stays. Throws `ProviderNotFound` (404), `InvalidProvider` (422). */
  async change({ actor, id, terms }: { actor: Actor; id: string; terms: ProviderTerms }): Promise<Provider> {
    return db.transaction(async (trx) => {
      if (!isId(id)) throw new ProviderNotFound()
      await trx.from('identity_providers').where('id', id).forUpdate().select('id')
      const before = await findProvider(id, trx)
      const columns = { ...toColumns(before.kind, terms, before), ...this.#sealed(id, terms) }
      await trx
        .from('identity_providers')
        .where('id', id)
        .update({ ...columns, updated_at: new Date() })
      return this.#record(trx, { actor, id, action: 'identity.provider_changed', terms, before })
    })
  }

  /** Whoever has it as their only way in has to set a password by mail. */
  async remove({ actor, id }: { actor: Actor; id: string }): Promise<void> {
    await db.transaction(async (trx) => {
      const before = await findProvider(id, trx)
      await trx.from('identity_providers').where('id', id).delete()
      const target = { type: 'identity_provider', id, label: before.slug }
      await this.audit.record(trx, { actor, action: 'identity.provider_removed', target, before: told(before) })
    })
  }

  #sealed(id: string, { client_secret: secret }: ProviderTerms) {
    if (secret === undefined) return {}
    if (secret === null) return { ciphertext: null, key_id: null }
    const { ciphertext, keyId } = this.secrets.seal(id, secret)
    return { ciphertext, key_id: keyId }
  }

  async #record(
    trx: TransactionClientContract,
    done: { actor: Actor; id: string; action: string; terms: ProviderTerms; before?: Provider }
  ): Promise<Provider> {
    const provider = await findProvider(done.id, trx)
    const isSecretSet =
      done.terms.client_secret === undefined ? {} : { client_secret: done.terms.client_secret === null ? 'removed' : 'set' }
    await this.audit.record(trx, {
      actor: done.actor,
      action: done.action,
      target: { type: 'identity_provider', id: provider.id, label: provider.slug },
      before: done.before ? told(done.before) : null,
      after: { ...told(provider), ...isSecretSet },
    })
    return provider
  }
}

const told = ({ kind, name, issuer, clientId, scopes, registration, emailDomains, isEnabled }: Provider) => ({
  ...{ kind, name, issuer, scopes, registration },
  ...{ client_id: clientId, email_domains: emailDomains, enabled: isEnabled },
})

function refuseTaken(error: { code?: string }): never {
  throw error.code === UNIQUE_VIOLATION ? new ProviderTaken() : error
}
