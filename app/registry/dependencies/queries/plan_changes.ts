import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import { PUBLIC_VERSION, VISIBLE_PLUGIN } from '#registry/queries/visibility'
import { resolveQuestion, type Asked, type Resolved } from '#registry/dependencies/queries/resolve_question'
import { ResolveLimitReached } from '#registry/dependencies/resolve_limits'
import type { Change } from '#registry/dependencies/lockfile/list_changes'
import type { Channel, Requirement } from '#registry/dependencies/plugin_index'
import type { Line } from '#registry/dependencies/explain/line'

/** A change that would come with it, and what somebody would have to agree to for it beyond what they did. */
export interface PlannedChange extends Change {
  asks: string[]
}

export interface Plan {
  isPossible: boolean
  /** What happens to other plugins; the one it is about is left out. */
  along: PlannedChange[]
  /** To which version the plugin itself would come; null when it stays or nothing is possible. */
  version: string | null
  explanation: Line[]
}

export interface PlannedMove {
  /** Whose plugins: a tenant's, or with null the platform's. */
  tenantId: string | null
  plugin: string
  /** The newest that goes together with the rest where none is named. */
  version?: string
  channel?: Channel
}

/**
 * What would change if a plugin were installed beside those that are, or moved to another version. Nothing is written.
 * Pinned plugins stay; others move only where they have to.
 */
export async function planChanges({ tenantId, plugin, version, channel = 'stable' }: PlannedMove): Promise<Plan> {
  const name = canonicalName(plugin)
  const installed = await listInstalled(tenantId)
  const before = new Map(installed.map((row) => [row.name, row.version]))
  const others = installed
    .filter((row) => row.name !== name)
    .map((row): Requirement => ({ name: row.name, range: row.is_pinned ? row.version : '*', isInstalled: !row.is_pinned }))
  const requires = [{ name, range: version ?? '*' }, ...others]
  const resolved = await resolveOrLimit({ requires, locked: before, before, updating: new Set([name]), channel })
  if (!resolved.isSolved) return { isPossible: false, along: [], version: null, explanation: resolved.explanation }

  const own = resolved.changes.find((change) => change.name === name)
  const along = resolved.changes.filter((change) => change.name !== name)
  return { isPossible: true, along: await withAsks(along, installed), version: own?.to ?? null, explanation: resolved.explanation }
}

async function resolveOrLimit(asked: Asked): Promise<Resolved> {
  try {
    return await resolveQuestion(asked)
  } catch (error) {
    if (!(error instanceof ResolveLimitReached)) throw error
    const explanation = [{ code: `limit_${error.limit}`, params: { allowed: error.allowed } }]
    return { isSolved: false, lockfile: null, explanation, changes: [] }
  }
}

type Installed = { name: string; version: string; is_pinned: boolean; granted: string[] }

/** What was withdrawn does not run and is not counted with. */
const listInstalled = (tenantId: string | null) =>
  sqlRows<Installed>(
    db,
    `select p.canon_name as name, v.version, i.is_pinned, i.granted_capabilities as granted from plugin_installations i
       join plugins p on p.id = i.plugin_id join plugin_versions v on v.id = i.version_id
      where i.tenant_id is not distinct from ? and ${VISIBLE_PLUGIN} and ${PUBLIC_VERSION} order by p.canon_name`,
    [tenantId]
  )

async function withAsks(changes: Change[], installed: Installed[]): Promise<PlannedChange[]> {
  if (!changes.length) return []
  const rows = await sqlRows<{ name: string; version: string; capabilities: string[] }>(
    db,
    `select p.canon_name as name, v.version, v.capabilities from plugin_versions v join plugins p on p.id = v.plugin_id
      where (p.canon_name, v.version) in (select * from unnest(?::text[], ?::text[]))`,
    [changes.map(({ name }) => name), changes.map(({ to }) => to ?? '')]
  )
  const asks = new Map(rows.map((row) => [`${row.name} ${row.version}`, row.capabilities]))
  return changes.map((change) => {
    const granted = installed.find(({ name }) => name === change.name)?.granted ?? []
    const all = asks.get(`${change.name} ${change.to ?? ''}`) ?? []
    return { ...change, asks: all.filter((ask) => !granted.includes(ask)) }
  })
}
