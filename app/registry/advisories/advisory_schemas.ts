import { boolean, integer, list, nullable, object, page, string, strings, time } from '#core/http/openapi/words'

/** JSON Schemas of what the routes of advisories answer, for the OpenAPI document. */

const EVENT = object({ introduced: string, fixed: string, last_affected: string }, ['introduced', 'fixed', 'last_affected'])
const AFFECTED = object({
  package: object({ ecosystem: { const: 'Rialto' }, name: string }),
  ranges: list(object({ type: { const: 'SEMVER' }, events: list(EVENT) })),
  versions: strings,
  database_specific: object({ url: string }),
})

const osv = {
  ...{
    schema_version: string,
    id: string,
    modified: time,
    published: time,
    withdrawn: time,
    aliases: strings,
    summary: string,
    details: string,
  },
  severity: list(object({ type: { enum: ['CVSS_V3', 'CVSS_V4'] }, score: string })),
  affected: list(AFFECTED),
  references: list(object({ type: { const: 'WEB' }, url: string })),
  database_specific: object({ status: string, severity: string, serial: integer }),
}

export const OSV = object(osv, ['published', 'withdrawn'])
export const ADVISORIES = page(OSV)
export const ADVISORY_QUEUE = page(object({ ...osv, created_at: time, version: integer }, ['published', 'withdrawn']))
export const CHANGED_ADVISORY = object({ success: boolean, id: string, status: string, serial: integer })
export const AFFECTED_INSTALLATIONS = page(
  object({ id: string, tenant_id: nullable, tenant: nullable, plugin: string, version: string, enabled: boolean, fixed_version: nullable })
)
