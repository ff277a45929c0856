import { integer, nullable, object, page, string } from '#core/http/openapi/words'

/** JSON Schemas of what is answered about dependencies. */
const ranges = { type: 'object', additionalProperties: string }

const NEEDS = { dependencies: ranges, peer_dependencies: ranges, optional_dependencies: ranges, conflicts: ranges }

export const LOCKFILE = object({
  lockfile_version: { const: 1 },
  serial: integer,
  platform: string,
  channel: { enum: ['stable', 'beta'] },
  requires: ranges,
  plugins: { type: 'array', items: object({ name: string, version: string, digest: string, ...NEEDS }, Object.keys(NEEDS)) },
  integrity: string,
})

const EXPLANATION = { type: 'array', items: object({ code: string, params: { type: 'object' }, text: string }) }
const CHANGE = object({
  name: string,
  change: { enum: ['added', 'updated', 'downgraded', 'removed'] },
  from: nullable,
  to: nullable,
})

export const RESOLVED = object({ lockfile: LOCKFILE, explanation: EXPLANATION, changes: { type: 'array', items: CHANGE } })

/** A problem document that also explains. */
export const UNRESOLVABLE = object({
  status: integer,
  detail: string,
  error_code: string,
  lockfile: { type: 'null' },
  explanation: EXPLANATION,
  changes: { type: 'array', maxItems: 0 },
})

const KIND = { enum: ['runtime', 'peer', 'optional', 'conflicts'] }

export const NEEDS_PAGE = page(object({ name: string, kind: KIND, range: string, latest_version: nullable }))
export const DEPENDENTS_PAGE = page(object({ name: string, version: string, kind: KIND, range: string }))
