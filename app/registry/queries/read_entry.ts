import { gathered } from '#core/database/gathered'
import { preparedRows } from '#core/database/prepared'
import { PUBLIC_PLUGIN, PUBLIC_VERSION } from '#registry/queries/visibility'
import { PLUGIN_FACTS, VERSION_COLUMNS, type PluginFacts, type VersionRow } from '#registry/queries/registry_rows'

export type PublicEntry = { plugin: PluginFacts; versions: VersionRow[] }
type Row = PluginFacts & { versions: (Omit<VersionRow, 'published_at'> & { published_at: string })[] | null }

/** A public plugin with its public versions, newest number first, as they were at one moment; or nothing. */
export const readEntry = gathered<PublicEntry>(async (canonNames) => {
  const rows = await preparedRows<Row>(ENTRIES, [canonNames])
  return new Map(rows.map((row) => [row.canon_name, toEntry(row)]))
})

function toEntry({ versions, ...plugin }: Row): PublicEntry {
  return { plugin, versions: (versions ?? []).map((version) => ({ ...version, published_at: new Date(version.published_at) })) }
}

const ENTRIES = `
  select ${PLUGIN_FACTS},
         (select json_agg(n order by n.semver_key desc)
            from (select ${VERSION_COLUMNS}, v.semver_key from plugin_versions v where v.plugin_id = p.id and ${PUBLIC_VERSION}) n) as versions
    from plugins p join publishers b on b.id = p.publisher_id where p.canon_name = any(?) and ${PUBLIC_PLUGIN}`
