import { UnsupportedBodyType } from '#core/http/exceptions'
import type { Upload } from '#core/http/openapi/uploads'
import type { HttpContext, Route } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { PlatformRole, TenantRole } from '#core/rights'

export type OperationRole = PlatformRole | `tenant:${TenantRole}` | 'public' | 'authenticated' | 'service'

/** What can describe itself as JSON Schema: a compiled Vine validator, or the schema itself. */
export type SchemaSource = { toJSONSchema(): object } | Record<string, unknown>

export type OperationSpec = {
  /** Unique over the whole API, camelCase: `listProducts`. */
  id: string
  summary: string
  tag: string
  /** Who may call it; `x-roles` of the document. */
  roles: OperationRole[]
  /** Which scopes of programs' tokens open it, any one of them; without any it takes none but sign-ins. */
  tokenScopes?: readonly string[]
  query?: SchemaSource
  body?: SchemaSource
  /** In place of a body of JSON: the files it takes. */
  upload?: Upload
  /** Status → JSON Schema of the body, null where there is none. */
  responses: Record<number, Record<string, unknown> | null>
  /** Takes an `Idempotency-Key`, as every POST that makes something (201) does unless this is false. */
  idempotent?: boolean
  /** Bytes of the body at most; `BODY_LIMIT` without it. */
  bodyLimit?: number
}

const operations = new Map<Route, OperationSpec>()

/** Documents an API route: `operation(router.get('products', [C, 'index']), { id: 'listProducts', … })`. */
export function operation(route: Route, given: OperationSpec): Route {
  const spec = { ...given, idempotent: given.idempotent ?? makesSomething(route, given) }
  operations.set(route, spec)
  if (spec.body) route.use(requireJson)
  return spec.idempotent ? route.use(takeKey) : route
}

/** Whoever lost the answer asks again, and must not get a second one: token, strike, invitation, company. */
const makesSomething = (route: Route, { responses }: OperationSpec) => 201 in responses && route.toJSON().methods.includes('POST')

/** Loaded with the first key: what waits for the application to boot would let modules of routes overtake each other. */
const loadIdempotency = async () => new (await import('#core/middleware/idempotency_middleware')).default()
let idempotency: ReturnType<typeof loadIdempotency> | null = null

async function takeKey(ctx: HttpContext, next: NextFn) {
  if (ctx.request.header('idempotency-key') === undefined) return next()
  idempotency ??= loadIdempotency()
  return (await idempotency).handle(ctx, next)
}

/** A body in another wrapping would count as none, and every optional field as left out. */
function requireJson({ request }: HttpContext, next: NextFn) {
  if (request.hasBody() && request.bodyType !== 'json') throw new UnsupportedBodyType()
  return next()
}

/** Enough for what people and their programs write; a larger body is refused before it is read. */
export const BODY_LIMIT = 256 * 1024

/** Everything the API does, in the order of declaration: the document and the sweeps are made from it. */
export const listOperations = () => [...operations]

let byName: Map<string, OperationSpec> | null = null

/** The operation of a route's full name, `api.plugins.publish`. Routes do not change after boot. */
export function findOperation(routeName: string | undefined): OperationSpec | undefined {
  byName ??= new Map(listOperations().map(([route, spec]) => [route.getName() ?? '', spec]))
  return byName.get(routeName ?? '')
}
