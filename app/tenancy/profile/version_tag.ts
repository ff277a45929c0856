import { TenantChanged } from '#tenancy/exceptions'
import type { HttpContext } from '@adonisjs/core/http'

/** The `ETag` of a row by its version. */
export const tagOf = (version: number): string => `"v${version}"`

/** The version that `If-Match` demands; null where none is. Throws `TenantChanged` (412) for a tag that is none of ours. */
export function expectedVersion(request: HttpContext['request']): number | null {
  const header = request.header('if-match')?.trim()
  if (!header || header === '*') return null
  const version = /^(?:W\/)?"v([1-9]\d{0,8})"$/.exec(header)?.[1]
  if (!version) throw new TenantChanged()
  return Number(version)
}
