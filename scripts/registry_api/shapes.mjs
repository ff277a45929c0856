/**
 * The JSON that registry clients read, endpoint by endpoint, as docs/registry.md promises it. Names are written in snake_case; how
 * they look in the newer casing follows. More fields than these are allowed, fewer or others are not.
 */
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const kind = (name, holds) => Object.assign((value) => holds(value), { kind: name })
export const text = kind('a text', (value) => typeof value === 'string')
const flag = kind('true or false', (value) => typeof value === 'boolean')
const number = kind('a number', (value) => typeof value === 'number')
const count = kind('a number from 0 on', (value) => Number.isSafeInteger(value) && value >= 0)
const time = kind('an RFC 3339 time', (value) => typeof value === 'string' && RFC3339.test(value))
const id = kind('a UUID', (value) => typeof value === 'string' && UUID.test(value))
const sha256 = kind('a sha-256 in hex', (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value))
const oneOf = (...values) => kind(`one of ${values.join(', ')}`, (value) => values.includes(value))
const nullable = (inner) => kind(`${inner.kind} or null`, (value) => value === null || inner(value))
/** Its keys are data and keep their casing. */
const mapOf = (inner) => ({ map: inner })
const listOf = (inner) => ({ list: inner })

export const HEALTH = { status: oneOf('ok'), version: text }

const VERSION = {
  version: text,
  download_url: text,
  checksum: sha256,
  size: count,
  published_at: time,
  yanked: flag,
  min_mockforge_version: nullable(text),
  dependencies: mapOf(text),
  downloads: count,
}

const ENTRY = {
  name: text,
  description: text,
  version: text,
  versions: listOf(VERSION),
  author: { name: text, email: nullable(text), url: nullable(text) },
  tags: listOf(text),
  category: text,
  downloads: count,
  rating: number,
  reviews_count: count,
  repository: nullable(text),
  homepage: nullable(text),
  license: text,
  created_at: time,
  updated_at: time,
}

const REVIEW = {
  id,
  plugin_id: id,
  version: text,
  rating: oneOf(1, 2, 3, 4, 5),
  title: nullable(text),
  comment: text,
  helpful_count: count,
  unhelpful_count: count,
  verified: flag,
  created_at: time,
  updated_at: time,
  user: { id, username: text },
  user_name: text,
}

const DISTRIBUTION = { 1: count, 2: count, 3: count, 4: count, 5: count }

export const SHAPES = {
  search: { plugins: listOf(ENTRY), total: count, page: count, per_page: count },
  entry: ENTRY,
  version: VERSION,
  reviews: {
    reviews: listOf(REVIEW),
    total: count,
    page: count,
    per_page: count,
    stats: { average_rating: number, total_reviews: count, rating_distribution: DISTRIBUTION },
  },
  badges: {
    name: text,
    version: text,
    badges: listOf(oneOf('official', 'verified', 'popular', 'highly-rated', 'maintained', 'trending', 'signed')),
  },
  stats: { total_plugins: count, total_downloads: count, total_users: count },
  adminStats: {
    ...{ total_plugins: count, total_downloads: count, total_users: count },
    ...{ verified_plugins: count, total_reviews: count, average_rating: number },
  },
  tokens: {
    ...{ token: text, user_id: id, username: text, access_token: text, refresh_token: text },
    ...{ access_token_expires_at: count, refresh_token_expires_at: count },
  },
  published: { success: oneOf(true), upload_url: text, message: text },
  done: { success: oneOf(true), message: text },
  reviewed: { success: oneOf(true), review_id: id, message: text },
  verified: { success: oneOf(true), plugin_name: text, verified: flag, verified_at: nullable(time), message: text },
  problem: { error: text, error_code: text, status: count, request_id: text, details: listOf({}) },
}

export const toCamel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase())

/** Every place in which `value` is not as the shape says; empty where it is. */
export function differences(shape, value, { isCamel = false, at = 'body' } = {}) {
  if (typeof shape === 'function') return shape(value) ? [] : [`${at} is ${JSON.stringify(value)}, not ${shape.kind}`]
  if (shape.list) {
    if (!Array.isArray(value)) return [`${at} is not a list`]
    return value.flatMap((item, index) => differences(shape.list, item, { isCamel, at: `${at}[${index}]` }))
  }
  if (!value || typeof value !== 'object' || Array.isArray(value)) return [`${at} is not an object`]
  if (shape.map) return Object.entries(value).flatMap(([key, item]) => differences(shape.map, item, { isCamel, at: `${at}.${key}` }))
  const fields = Object.entries(shape).map(([name, inner]) => [isCamel ? toCamel(name) : name, inner])
  const wrongCase = Object.keys(value).filter((name) => (isCamel ? name.includes('_') : /[A-Z]/.test(name)))
  return [
    ...wrongCase.map((name) => `${at}.${name} is in the wrong casing`),
    ...fields.flatMap(([name, inner]) =>
      value[name] !== undefined ? differences(inner, value[name], { isCamel, at: `${at}.${name}` }) : [`${at}.${name} is missing`]
    ),
  ]
}
