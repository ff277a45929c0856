import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { sqlRows, sqlRun, type SqlClient } from '#core/database/sql'
import type { ProviderKind } from '#identity/providers/kinds'
import type { ProviderPerson } from '#identity/providers/protocols/protocol'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export interface LinkedIdentity {
  id: string
  providerId: string
  provider: string
  slug: string
  kind: ProviderKind
  isEnabled: boolean
  label: string
  createdAt: Date
  lastUsedAt: Date | null
}

/** What the providers call the accounts of a person, oldest first. */
export const listIdentities = (userId: string, client: SqlClient = db) =>
  sqlRows<LinkedIdentity>(
    client,
    `select i.id, i.provider_id as "providerId", p.name as provider, p.slug, p.kind, p.is_enabled as "isEnabled", i.label,
            i.created_at as "createdAt", i.last_used_at as "lastUsedAt"
       from user_identities i join identity_providers p on p.id = i.provider_id
      where i.user_id = ? order by i.created_at, i.id`,
    [userId]
  )

/** Whose account here a person of a provider is. */
export async function findOwner(providerId: string, { issuer, subject }: ProviderPerson, client: SqlClient = db): Promise<string | null> {
  const [owner] = await sqlRows<{ user_id: string }>(
    client,
    'select user_id from user_identities where provider_id = ? and issuer = ? and subject = ?',
    [providerId, issuer, subject]
  )
  return owner?.user_id ?? null
}

/** Notes that somebody came in by a provider, and what they are called there now. */
export const touchIdentity = (providerId: string, person: ProviderPerson) =>
  sqlRun(db, 'update user_identities set last_used_at = ?, label = ? where provider_id = ? and issuer = ? and subject = ?', [
    ...[Clock.now().toJSDate(), labelOf(person), providerId, person.issuer, person.subject],
  ])

/** Answers false where the person of the provider, or the account here, has another half already. */
export async function insertIdentity(
  trx: TransactionClientContract,
  { userId, providerId, person }: { userId: string; providerId: string; person: ProviderPerson }
): Promise<boolean> {
  const inserted = await sqlRun(
    trx,
    `insert into user_identities (id, user_id, provider_id, issuer, subject, label, last_used_at) values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
    [newId(), userId, providerId, person.issuer, person.subject, labelOf(person), Clock.now().toJSDate()]
  )
  return inserted === 1
}

/** What the account is told by in lists. */
export const labelOf = ({ email, name, subject }: ProviderPerson): string =>
  (email ?? name ?? '').trim().slice(0, 254) || subject.slice(0, 254)
