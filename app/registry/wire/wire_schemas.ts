/** JSON Schemas of the registry's answers, for the OpenAPI document. */
const string = { type: 'string' }
const nullable = { type: ['string', 'null'] }
const integer = { type: 'integer' }
const strings = { type: 'array', items: string }
const time = { type: 'string', format: 'date-time' }

const object = (properties: Record<string, unknown>, optional: string[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
})

export const VERSION_ENTRY = object({
  version: string,
  download_url: string,
  checksum: string,
  size: integer,
  published_at: time,
  yanked: { type: 'boolean' },
  min_mockforge_version: nullable,
  dependencies: { type: 'object', additionalProperties: string },
  downloads: integer,
  capabilities: strings,
})

export const REGISTRY_ENTRY = object({
  name: string,
  description: string,
  version: string,
  versions: { type: 'array', items: VERSION_ENTRY },
  author: object({ name: string, email: nullable, url: nullable }),
  tags: strings,
  category: string,
  downloads: integer,
  rating: { type: 'number' },
  reviews_count: integer,
  repository: nullable,
  homepage: nullable,
  license: string,
  created_at: time,
  updated_at: time,
  verified: { type: 'boolean' },
  serial: integer,
})

export const SEARCH_RESULT = object({ plugins: { type: 'array', items: REGISTRY_ENTRY }, total: integer, page: integer, per_page: integer })
export const BADGES = object({ name: string, version: string, badges: strings, reasons: { type: 'object', additionalProperties: string } })
export const STATS = object({ total_plugins: integer, total_downloads: integer, total_users: integer })
export const SUCCESS = object({ success: { type: 'boolean' }, message: string, serial: integer })

export const PUBLISH_RESULT = object(
  {
    success: { type: 'boolean' },
    upload_url: string,
    message: string,
    expires_at: time,
    version_id: string,
    status: string,
    serial: integer,
    checksum: string,
    capabilities: strings,
    verdict: { type: 'object' },
  },
  ['expires_at', 'version_id', 'status', 'serial', 'checksum', 'capabilities', 'verdict']
)

const RUN = object({
  id: string,
  hook: string,
  outcome: string,
  fuel_used: integer,
  duration_ms: { type: 'number' },
  error: nullable,
  at: time,
})

export const INSTALLATION = object({
  id: string,
  plugin: string,
  version: string,
  status: string,
  capabilities: strings,
  settings: { type: 'object' },
  disabled_reason: nullable,
  installed_at: time,
})

const page = (items: object) => object({ data: { type: 'array', items }, meta: object({ next_cursor: nullable, limit: integer }) })
export const INSTALLATIONS = page(INSTALLATION)
export const RUNS = page(RUN)
