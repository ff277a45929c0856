import { KINDS } from '#identity/providers/kinds'
import { listIdentities } from '#identity/providers/linked_identities'
import { listEnabledProviders } from '#identity/providers/provider'
import type User from '#identity/models/user'

interface ProviderButton {
  name: string
  icon: string
  url: string
}

/**
 * For who has neither a password nor a second factor to prove again that it is them: the providers they came by. Signing in with
 * one once more is the proof, where it says when that was.
 */
export async function listProofButtons(user: User, next: string): Promise<ProviderButton[]> {
  if (user.passwordHash !== null || user.hasSecondFactor) return []
  const query = new URLSearchParams({ again: '1', ...(next ? { next } : {}) }).toString()
  const identities = (await listIdentities(user.id)).filter(({ isEnabled, kind }) => isEnabled && KINDS[kind].tellsWhenProved)
  return identities.map(({ provider, kind, slug }) => ({ name: provider, icon: KINDS[kind].icon, url: `/sign-in/with/${slug}?${query}` }))
}

/** The buttons of the pages that sign in and sign up. */
export async function listProviderButtons(next: string): Promise<ProviderButton[]> {
  const query = next ? `?next=${encodeURIComponent(next)}` : ''
  return (await listEnabledProviders()).map(({ name, kind, slug }) => ({
    name,
    icon: KINDS[kind].icon,
    url: `/sign-in/with/${slug}${query}`,
  }))
}
