import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { ProviderNotFound } from '#identity/providers/exceptions'
import type { ProviderKind } from '#identity/providers/kinds'

/** Another place people sign in with, as the operator set it up. */
export interface Provider {
  id: string
  slug: string
  kind: ProviderKind
  name: string
  issuer: string
  clientId: string
  scopes: string[]
  /** `closed`: only who has an account already comes in. */
  registration: 'open' | 'closed'
  /** Only people with an address in one of these that the provider verified; empty: everybody. */
  emailDomains: string[]
  isEnabled: boolean
  position: number
  hasSecret: boolean
  createdAt: Date
  updatedAt: Date
}

/** Never more: they are buttons on a page. */
export const MOST_PROVIDERS = 50

const COLUMNS = `p.id, p.slug, p.kind, p.name, p.issuer, p.client_id as "clientId", p.scopes, p.registration, p.email_domains as "emailDomains",
  p.is_enabled as "isEnabled", p.position, p.ciphertext is not null as "hasSecret", p.created_at as "createdAt", p.updated_at as "updatedAt"`

export const listProviders = () =>
  sqlRows<Provider & { people: number }>(
    db,
    `select ${COLUMNS}, (select count(*)::int from user_identities i where i.provider_id = p.id) as people
       from identity_providers p order by p.position, p.slug limit ${MOST_PROVIDERS}`
  )

export const listEnabledProviders = () =>
  sqlRows<Provider>(
    db,
    `select ${COLUMNS} from identity_providers p where p.is_enabled order by p.position, p.slug limit ${MOST_PROVIDERS}`
  )

/** One that people may sign in with. Throws `ProviderNotFound` (404). */
export async function findEnabledProvider(slug: string): Promise<Provider> {
  const [provider] = await sqlRows<Provider>(db, `select ${COLUMNS} from identity_providers p where p.slug = ? and p.is_enabled`, [slug])
  if (!provider) throw new ProviderNotFound()
  return provider
}

/** Throws `ProviderNotFound` (404). */
export async function findProvider(id: string, client: SqlClient = db): Promise<Provider> {
  const [provider] = isId(id) ? await sqlRows<Provider>(client, `select ${COLUMNS} from identity_providers p where p.id = ?`, [id]) : []
  if (!provider) throw new ProviderNotFound()
  return provider
}
