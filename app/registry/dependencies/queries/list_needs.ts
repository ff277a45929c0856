import db from '@adonisjs/lucid/services/db'
import { InvalidCursor } from '#core/http/exceptions'
import { ascending, decodeCursor, keysetPage, type KeysetOptions, type Page } from '#core/http/keyset'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'
import { DEPENDENCY_KINDS, type DependencyKind } from '#registry/dependencies/dependency'

type Paging = Pick<KeysetOptions, 'limit' | 'cursor'>

/** What a version needs; `latest_version` is null where there is no such public plugin. */
export interface NeedRow {
  name: string
  kind: DependencyKind
  range: string
  latest_version: string | null
}

export const listNeeds = (versionId: string, paging: Paging): Promise<Page<NeedRow>> =>
  keysetPage<NeedRow>(
    db
      .from('version_deps as d')
      .joinRaw(`left join plugins p on p.canon_name = d.dep_canon_name and ${PUBLIC_PLUGIN}`)
      .leftJoin('plugin_versions as v', 'v.id', 'p.default_version_id')
      .where('d.version_id', versionId)
      .select('d.dep_canon_name as name', 'd.kind', 'd.range', 'v.version as latest_version'),
    {
      ...withKnownKind(paging),
      sort: ascending('d.dep_canon_name', 'd.kind'),
    }
  )

/** A public plugin whose current version speaks of another. */
export interface DependentRow {
  name: string
  version: string
  kind: DependencyKind
  range: string
}

export const listDependents = (canonName: string, paging: Paging): Promise<Page<DependentRow>> =>
  keysetPage<DependentRow>(
    db
      .from('version_deps as d')
      .join('plugins as p', 'p.default_version_id', 'd.version_id')
      .join('plugin_versions as v', 'v.id', 'd.version_id')
      .where('d.dep_canon_name', canonName)
      .whereRaw(PUBLIC_PLUGIN)
      .select('p.name', 'v.version', 'd.kind', 'd.range'),
    {
      ...withKnownKind(paging),
      sort: ascending('p.canon_name', 'd.kind'),
    }
  )

/** Both lists go by name and kind. The database takes any text for either: what no list handed out is refused here. */
function withKnownKind(paging: Paging): Paging {
  const kind = paging.cursor ? decodeCursor(paging.cursor, 2)[1] : 'runtime'
  if (!(DEPENDENCY_KINDS as readonly unknown[]).includes(kind)) throw new InvalidCursor()
  return paging
}

/** How many public plugins bring or expect this one. */
export async function countDependents(canonName: string): Promise<number> {
  const [{ count }] = await db
    .from('version_deps as d')
    .join('plugins as p', 'p.default_version_id', 'd.version_id')
    .where('d.dep_canon_name', canonName)
    .whereIn('d.kind', ['runtime', 'peer'])
    .whereRaw(PUBLIC_PLUGIN)
    .countDistinct('p.id as count')
  return Number(count)
}
