import { ProviderRefused } from '#identity/providers/exceptions'
import type { Provider } from '#identity/providers/provider'
import type { ProviderPerson } from '#identity/providers/protocols/protocol'

/**
 * Whether somebody may come in by a provider at all: where the operator names domains, an address in one of them that the
 * provider vouches for. Asked at every sign-in, so that who left the company is out.
 */
export function assertAdmitted({ emailDomains }: Provider, { email, isEmailVerified }: ProviderPerson): void {
  if (emailDomains.length === 0) return
  const domain = isEmailVerified ? email?.toLowerCase().split('@').at(-1) : undefined
  if (!domain || !emailDomains.includes(domain)) throw new ProviderRefused('domain')
}
