import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { canonicalName, nameSkeleton } from '#registry/names/plugin_name'
import { importedPublisherIds } from '#registry/bundles/imported_publisher'
import { parseVersion } from '#registry/versions/version_number'
import type { FieldProblem } from '#core/http/problem'
import type { VerifiedBundle } from '#registry/bundles/format/verify_bundle'
import type { VersionLine } from '#registry/bundles/format/bundle_lines'

interface Known {
  canon_name: string
  skeleton: string
  publisher_id: string
}

interface Used {
  canon_name: string
  version_no_build: string
  digest: string | null
}

export interface Comparison {
  /** Here already, with the very same bytes. */
  known: Set<VersionLine>
  conflicts: FieldProblem[]
}

/** What of a bundle is here already, and what cannot come because something else is. Two looks, whatever its size. */
export async function compareWithHere(bundle: VerifiedBundle): Promise<Comparison> {
  const names = bundle.versions.map(({ name }) => canonicalName(name))
  const plugins = await sqlRows<Known>(
    db,
    'select canon_name, skeleton, publisher_id from plugins where canon_name = any(?) or skeleton = any(?)',
    [names, bundle.versions.map(({ name }) => nameSkeleton(name))]
  )
  const used = await sqlRows<Used>(db, 'select canon_name, version_no_build, digest from used_versions where canon_name = any(?)', [names])
  const comparison: Comparison = { known: new Set(), conflicts: [] }
  for (const line of bundle.versions) compare(line, { bundle, plugins, used, comparison })
  return comparison
}

type Here = { bundle: VerifiedBundle; plugins: Known[]; used: Used[]; comparison: Comparison }

function compare(line: VersionLine, { bundle, plugins, used, comparison }: Here) {
  const canon = canonicalName(line.name)
  const refuse = (rule: string, message: string) => comparison.conflicts.push({ field: `versions.${line.name}`, message, rule })
  const plugin = plugins.find(({ canon_name: name }) => name === canon)
  const lookAlike = plugins.find(({ canon_name: name, skeleton }) => name !== canon && skeleton === nameSkeleton(line.name))
  if (lookAlike) return refuse('look_alike', `${line.name} looks like ${lookAlike.canon_name}, which is here`)
  if (plugin && !importedPublisherIds(bundle, line).includes(plugin.publisher_id)) {
    return refuse('publisher', `${line.name} is here, and belongs to somebody else`)
  }
  const number = parseVersion(line.version)
  const same = used.find((row) => row.canon_name === canon && row.version_no_build === number?.versionNoBuild)
  if (!same) return
  if (same.digest !== line.digest) return refuse('digest', `${line.name} ${line.version} is here with other bytes`)
  comparison.known.add(line)
}
