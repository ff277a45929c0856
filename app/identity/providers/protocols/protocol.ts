import type { Attempt } from '#identity/providers/attempts'
import type { Provider } from '#identity/providers/provider'

/** Who somebody is at a provider. */
export interface ProviderPerson {
  issuer: string
  /** Their number there, never their name or address: those are given to others. */
  subject: string
  name: string
  email: string | null
  /** Whether the provider vouches that the address is theirs. */
  isEmailVerified: boolean
  /** When they last showed there who they are, in milliseconds; absent where the provider does not say: it may have been long ago. */
  provedAt?: number
}

/** The way there. */
export interface Departure {
  provider: Provider
  redirectUri: string
  attempt: Pick<Attempt, 'verifier' | 'nonce'> & { state: string }
  /** Whoever is signed in proves again who they are: the provider should not take their word from yesterday. */
  isAgain: boolean
}

/** The way back: what the browser brought. */
export interface Return {
  provider: Provider
  redirectUri: string
  secret: string | null
  attempt: Attempt
  state: string
  query: URLSearchParams
}

/** How one kind of provider is talked to. Throws `ProviderRefused`. */
export interface Protocol {
  authorizationUrl(way: Departure): Promise<URL>
  identify(way: Return): Promise<ProviderPerson>
}
