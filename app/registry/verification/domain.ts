import { domainToASCII } from 'node:url'

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const DOMAIN = new RegExp(`^(?=.{4,253}$)(?:${LABEL}\\.)+(?!\\d+$)${LABEL}$`)

/** The domain as name servers know it, or null for what is none: addresses, single words, whole URLs. */
export function domainOf(text: string): string | null {
  const ascii = domainToASCII(text.trim().replace(/\.$/, '').toLowerCase())
  return DOMAIN.test(ascii) ? ascii : null
}

/** What has to stand in a TXT record of `_rialto.<domain>`, or in a line of the file below. */
export const proofOf = (token: string) => `rialto-publisher=${token}`

export const recordOf = (domain: string) => `_rialto.${domain}`

export const fileOf = (domain: string) => `https://${domain}/.well-known/rialto-publisher.txt`
