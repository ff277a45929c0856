import type { Provider } from '#identity/providers/provider'
import type { LyingProvider } from '#tests/imitations/oidc_provider/lying_provider'
import { Visitor } from '#tests/support/visitor'
import { newId } from '#core/ids'

/** Sends somebody off; answers what the provider was told. */
export async function depart(visitor: Visitor, { slug }: Pick<Provider, 'slug'>) {
  const { location } = await visitor.open(`/sign-in/with/${slug}`)
  return Object.fromEntries(new URL(location!).searchParams) as Record<'state' | 'nonce' | 'redirect_uri' | 'code_challenge', string>
}

/** Where a provider sends people back to, with a code and `more`. */
export const callbackPath = ({ slug }: Pick<Provider, 'slug'>, state: string, more: Record<string, string> = {}) =>
  `/sign-in/with/${slug}/callback?${new URLSearchParams({ code: newId(), state, ...more }).toString()}`

export const NEW_ACCOUNT = '/sign-in/new-account'

export type TokenFor = (nonce: string) => Promise<string> | string

/** Whether the token a provider gives for a sign-in was believed: an account is offered then. */
export async function isBelieved({ issuer, provider }: { issuer: LyingProvider; provider: Provider }, tokenFor: TokenFor) {
  const visitor = new Visitor()
  const { state, nonce } = await depart(visitor, provider)
  issuer.idToken = () => tokenFor(nonce)
  const answer = await visitor.open(callbackPath(provider, state))
  return answer.status === 302 && answer.location === NEW_ACCOUNT
}
