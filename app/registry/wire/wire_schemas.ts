import { integer, nullable, nullableInteger, nullableNumber, number, object, page, string, strings, time } from '#core/http/openapi/words'

/** JSON Schemas of the registry's answers, for the OpenAPI document. */

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
  advisories: strings,
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
  security_score: { type: ['integer', 'null'] },
  language: nullable,
  serial: integer,
})

export const SEARCH_RESULT = object({ plugins: { type: 'array', items: REGISTRY_ENTRY }, total: integer, page: integer, per_page: integer })
export const BADGES = object({ name: string, version: string, badges: strings, reasons: { type: 'object', additionalProperties: string } })
export const STATS = object({ total_plugins: integer, total_downloads: integer, total_users: integer })
export const SUCCESS = object({ success: { type: 'boolean' }, message: string, serial: integer })
const STRANDED = object({ name: string, version: string, range: string })
export const YANKED = object({
  ...{ success: { type: 'boolean' }, message: string, serial: integer },
  stranded: { type: 'array', items: STRANDED },
})

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

const counts = { type: 'object', additionalProperties: integer }

const run = {
  id: string,
  installation_id: string,
  plugin: string,
  version: nullable,
  hook: string,
  outcome: string,
  fuel_used: integer,
  fuel_limit: nullableInteger,
  duration_ms: number,
  error: nullable,
  host_calls: counts,
  has_sample: { type: 'boolean' },
  at: time,
}

const RUN = object(run)
const SAMPLE = { ...object({ input: nullable, output: nullable, replayable: { type: 'boolean' } }), type: ['object', 'null'] }
export const RUN_DETAIL = object({ ...run, sample: SAMPLE })

const OUTCOME = object({ version: nullable, outcome: string, output: nullable, error: nullable, fuel_used: integer, duration_ms: number })
export const REPLAY = object({ run_id: string, recorded: OUTCOME, replayed: OUTCOME, is_same: { type: 'boolean' } })

export const INSTALLATION = object({
  id: string,
  plugin: string,
  version: string,
  status: string,
  capabilities: strings,
  settings: { type: 'object' },
  channel: { enum: ['stable', 'beta'] },
  pinned: { type: 'boolean' },
  waiting_version: nullable,
  last_good_version: nullable,
  disabled_reason: nullable,
  installed_at: time,
})

const ALONG = object({ name: string, change: string, from: nullable, to: nullable, consent: strings })
const PLAN = object({
  possible: { type: 'boolean' },
  along: { type: 'array', items: ALONG },
  explanation: { type: 'array', items: { type: 'object' } },
})

export const UPDATE_OFFER = object({
  available: { type: 'boolean' },
  current_version: string,
  version: nullable,
  consent: object({ added: strings, removed: strings, kept: strings }),
  hooks: object({ added: strings, removed: strings }),
  missing_settings: strings,
  missing_secrets: strings,
  plan: { ...PLAN, type: ['object', 'null'] },
})

const health = { runs: integer, failures: integer, p50_ms: nullableNumber, p95_ms: nullableNumber, fuel_median: nullableInteger }
const HOUR = object({ hour: time, ...health, fuel_most: nullableInteger })
export const HEALTH = object({ ...health, fuel_share: nullableNumber, hours: { type: 'array', items: HOUR } })

const bag = { type: ['object', 'null'] }
const HISTORY_ENTRY = object({ act: string, at: time, by: nullable, reason: nullable, before: bag, after: bag })

const rows = { type: 'array', items: { type: 'object' } }
export const EXPORT = object({
  format: string,
  exported_at: time,
  plugin: string,
  version: string,
  granted_capabilities: strings,
  settings: { type: 'object' },
  secrets: strings,
  key_value: rows,
  schedules: rows,
  usage: rows,
})

export const INSTALLATIONS = page(INSTALLATION)
export const RUNS = page(RUN)
export const HISTORY = page(HISTORY_ENTRY)
export const SECRETS = page(object({ name: string, required: { type: 'boolean' }, set_at: nullable }))
