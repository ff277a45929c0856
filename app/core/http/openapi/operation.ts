import type { Upload } from '#core/http/openapi/uploads'
import { UnsupportedBodyType } from '#core/http/exceptions'
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
  idempotent?: boolean
  /** Bytes of the body at most; `BODY_LIMIT` without it. */
  bodyLimit?: number
}

const operations = new Map<Route, OperationSpec>()

/** Documents an API route: `operation(router.get('products', [C, 'index']), { id: 'listProducts', … })`. */
export function operation(route: Route, spec: OperationSpec): Route {
  operations.set(route, spec)
  return spec.body ? route.use(requireJson) : route
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
