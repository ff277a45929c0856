const HEADER_NAMES = 'alg,kid,typ'
const CLAIM_NAMES = 'aud,exp,iat,iss,jti,role,sid,sub,tenant_id,type'

/**
 * Whether a JWT is written as ours are: three parts in exact base64url, the names of header and claims that
 * ours have and no other, JSON without blanks or names that stand twice. Readers differ about the rest (`crit`, `jwk`, `jku`, `x5u`, which of two claims counts), so there is none.
 */
export function isCanonicalJwt(token: string): boolean {
  const parts = token.split('.')
  if (parts.length !== 3 || !parts.every((part) => part.length > 0 && reencoded(part) === part)) return false
  const [header, payload] = parts.map(plainObjectOf)
  return namesOf(header) === HEADER_NAMES && namesOf(payload) === CLAIM_NAMES
}

const namesOf = (value: Record<string, unknown> | null) => value && Object.keys(value).toSorted().join()

const reencoded = (part: string) => Buffer.from(part, 'base64url').toString('base64url')

function plainObjectOf(part: string): Record<string, unknown> | null {
  const text = Buffer.from(part, 'base64url').toString('utf8')
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject && JSON.stringify(value) === text ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
