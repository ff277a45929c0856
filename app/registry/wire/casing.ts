import type { HttpContext } from '@adonisjs/core/http'

/** Clients of the newer server ask for camelCase by this media type. */
const CAMEL_TYPE = 'application/vnd.mockforge.v2+json'
/** Keys below these are data, not field names. */
const OPAQUE = new Set([
  ...['dependencies', 'peer_dependencies', 'optional_dependencies', 'conflicts', 'peerDependencies', 'optionalDependencies'],
  ...['verdict', 'manifest', 'settings', 'sbom'],
])

const SNAKE_TYPE = 'application/json; charset=utf-8'

/** Sends `body` in the casing the client asked for; snake_case unless said otherwise. */
export function sendWire(ctx: HttpContext, body: Record<string, unknown>) {
  if (wireType(ctx) === SNAKE_TYPE) return ctx.response.json(body)
  ctx.response.vary('Accept')
  return ctx.response.header('Content-Type', CAMEL_TYPE).send(inWire(ctx, body))
}

export function wireType({ request }: HttpContext): string {
  const accept = request.header('accept')?.toLowerCase()
  if (!accept?.includes(CAMEL_TYPE)) return SNAKE_TYPE
  return accept.split(',').some(isWanted) ? CAMEL_TYPE : SNAKE_TYPE
}

/** `q=0` says which one is not wanted. */
function isWanted(range: string): boolean {
  const [type, ...parameters] = range.split(';').map((part) => part.trim())
  return type === CAMEL_TYPE && !parameters.some((parameter) => /^q\s*=\s*0(?:\.0*)?$/.test(parameter))
}

/** The text of `body` in the casing the client asked for. */
export const inWire = (ctx: HttpContext, body: Record<string, unknown>): string =>
  JSON.stringify(wireType(ctx) === CAMEL_TYPE ? mapKeys(body, toCamel) : body)

/** A body as validators expect it: either casing is accepted. */
export const snakeKeys = (body: Record<string, unknown>) => mapKeys(body, toSnake) as Record<string, unknown>

function mapKeys(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapKeys(item, rename))
  if (!value || typeof value !== 'object' || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [rename(key), OPAQUE.has(key) ? item : mapKeys(item, rename)]))
}

const toCamel = (key: string) => key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
const toSnake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
