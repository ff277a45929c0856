import { Exception } from '@adonisjs/core/exceptions'
import { HostCallRefused } from '#runtime/host/call_types'
import { findProblems } from '#runtime/manifest/schema_checker'
import { ANY_DATA } from '#runtime/manifest/plugin_manifest'
import { UUID, findPluginQuery, type PluginQuery } from '#runtime/host_calls/queries/define_plugin_query'
import { requestOf, textOf } from '#runtime/host_calls/request_schemas'
import type { HostFunction } from '#runtime/host_calls/host_call_context'
import type { Installation } from '#runtime/installations/installation'

interface QueryRequest {
  name: string
  params?: Record<string, unknown>
  after?: string | null
  /** For the platform's own installations, which belong to no tenant. */
  tenant_id?: string
}

const ANSWER_BYTES = 128 * 1024

/** `query_data {name, params?, after?, tenant_id?}` → `{rows, next}`: the tenant is always that of the installation. */
export const queryData = {
  name: 'query_data',
  capability: ANY_DATA,
  request: requestOf(
    {
      name: textOf(60, 1),
      params: { type: 'object' },
      after: { type: ['string', 'null'], maxLength: 200 },
      tenant_id: { type: 'string', pattern: UUID.source },
    },
    ['name']
  ),
  answer: async ({ name, params = {}, after = null, tenant_id: asked }: QueryRequest, { installation }) => {
    const query = findPluginQuery(name)
    if (!installation.grantedCapabilities.includes(query.capability)) {
      throw new HostCallRefused('not_granted', `The capability "${query.capability}" was not granted.`)
    }
    refuseUnfit(query, params, after)
    const tenantId = tenantOf(installation, asked)
    const run = query.run as unknown as (input: object) => Promise<unknown[]>
    const rows = await run({ tenantId, params, after, limit: query.limit + 1 }).catch(refuseOrThrow)
    return pageOf(query, rows)
  },
} satisfies HostFunction<QueryRequest>

/** A tenant's plugin sees its tenant; one of the platform's says which it means. */
function tenantOf({ tenantId }: Installation, asked: string | undefined): string {
  if (tenantId === null && asked === undefined) {
    throw new HostCallRefused('tenant_required', 'tenant_id: an installation of the platform says whose data it means.')
  }
  if (tenantId !== null && asked !== undefined && asked !== tenantId) {
    throw new HostCallRefused('not_granted', 'tenant_id: is not the tenant that installed the plugin.')
  }
  return tenantId ?? asked!
}

function refuseUnfit({ name, schema, cursor }: PluginQuery, params: object, after: string | null): void {
  const [problem] = findProblems(schema, params)
  if (problem) {
    throw new HostCallRefused('invalid_request', `${name}: params${problem.field ? `.${problem.field}` : ''} ${problem.message}.`)
  }
  if (after !== null && !cursor?.pattern.test(after)) {
    throw new HostCallRefused('invalid_request', `${name}: after is not the "next" of an answer of this query.`)
  }
}

function pageOf({ limit, cursor }: PluginQuery, all: unknown[]): { rows: unknown[]; next: string | null } {
  const cursorOf = cursor?.of as ((row: unknown) => string) | undefined
  let bytes = 0
  const rows = all.slice(0, limit).filter((row, index) => {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1
    return bytes <= ANSWER_BYTES || index === 0
  })
  const hasMore = rows.length < all.length && cursorOf !== undefined
  return { rows, next: hasMore ? cursorOf(rows.at(-1)) : null }
}

/** What a domain refuses with a 4xx is the plugin's mistake; that a service is down is nobody's. */
function refuseOrThrow(error: unknown): never {
  if (error instanceof Exception && error.status >= 400 && error.status < 500) throw new HostCallRefused('invalid_request', error.message)
  if (error instanceof Exception && error.status === 503) throw new HostCallRefused('unavailable', error.message)
  throw error as Error
}
