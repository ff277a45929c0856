import db from '@adonisjs/lucid/services/db'
import { KINDS } from '#identity/providers/kinds'
import { listIdentities, type LinkedIdentity } from '#identity/providers/linked_identities'
import { listEnabledProviders, type Provider } from '#identity/providers/provider'
import { countOtherWays } from '#identity/providers/ways_to_sign_in'

type WithIcon<T> = T & { icon: string }

export interface Connections {
  connected: (WithIcon<LinkedIdentity> & { isLast: boolean })[]
  /** Those that could be. */
  others: WithIcon<Provider>[]
}

/** What signs a person in, and what else could. */
export async function connectionsOf(userId: string): Promise<Connections> {
  const [identities, providers, ways] = await Promise.all([
    listIdentities(userId),
    listEnabledProviders(),
    countOtherWays(db, { userId, identityId: null }),
  ])
  const taken = new Set(identities.map(({ providerId }) => providerId))
  return {
    connected: identities.map((one) => ({ ...one, icon: KINDS[one.kind].icon, isLast: ways - (one.isEnabled ? 1 : 0) === 0 })),
    others: providers.filter(({ id }) => !taken.has(id)).map((one) => ({ ...one, icon: KINDS[one.kind].icon })),
  }
}
