import type { Provider } from '#identity/providers/provider'
import type { Visitor } from '#tests/support/visitor'
import { newId } from '#core/ids'

/** Sends somebody off; answers what the provider was told. */
export async function depart(visitor: Visitor, { slug }: Pick<Provider, 'slug'>) {
  const { location } = await visitor.open(`/sign-in/with/${slug}`)
  return Object.fromEntries(new URL(location!).searchParams) as Record<'state' | 'nonce' | 'redirect_uri' | 'code_challenge', string>
}

/** Where a provider sends people back to, with a code and `more`. */
export const callbackPath = ({ slug }: Pick<Provider, 'slug'>, state: string, more: Record<string, string> = {}) =>
  `/sign-in/with/${slug}/callback?${new URLSearchParams({ code: newId(), state, ...more }).toString()}`
