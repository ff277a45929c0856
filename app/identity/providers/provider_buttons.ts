import { KINDS } from '#identity/providers/kinds'
import { listEnabledProviders } from '#identity/providers/provider'

export interface ProviderButton {
  name: string
  icon: string
  url: string
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
