import { listOperations } from '#core/http/openapi/operation'
import { PLATFORM_ROLES } from '#core/rights'

/** Whose a service token is: a company's by its id, or with null the platform's. */
export type Place = string | null

/** `catalog:read`; scopes without a colon are of people's own tokens. */
const FORMAT = /^[a-z]+:[a-z]+$/

const known = new Map<boolean, string[]>()

/** What a token of this place can be made for: the scopes of operations that members, or the platform's staff, may call. */
export function serviceScopes(place: Place): string[] {
  const ofCompanies = place !== null
  const scopes = known.get(ofCompanies) ?? scopesOf(ofCompanies)
  known.set(ofCompanies, scopes)
  return scopes
}

function scopesOf(ofCompanies: boolean): string[] {
  const isForThem = (role: string) =>
    ofCompanies ? role.startsWith('tenant:') : PLATFORM_ROLES.some((name) => name === role && name !== 'user')
  const scopes = listOperations()
    .filter(([, { roles }]) => roles.some(isForThem))
    .flatMap(([, { tokenScopes = [] }]) => tokenScopes.filter((scope) => FORMAT.test(scope)))
  return [...new Set(scopes)].toSorted()
}
