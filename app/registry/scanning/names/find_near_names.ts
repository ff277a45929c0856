import { sqlRows, type SqlClient } from '#core/database/sql'
import { VISIBLE_PLUGIN } from '#registry/queries/visibility'
import { isNearName } from '#registry/scanning/names/name_distance'
import { scanFinding, type Finding } from '#registry/scanning/findings'

type Known = { canon_name: string; name: string; is_removed: boolean }

const MOST = 500
const SHOWN = 3

/** Names worth pretending to be: those many use, the platform's own and verified ones, and those that were withdrawn. */
const NAMES = `
  (select p.canon_name, p.name, false as is_removed from plugins p join publishers b on b.id = p.publisher_id
    where ${VISIBLE_PLUGIN} and (p.downloads_total >= ? or b.is_first_party or p.verified_at is not null)
    order by p.downloads_total desc limit ${MOST})
  union all
  (select p.canon_name, p.name, true from plugins p where p.status in ('taken_down', 'deleted') order by p.updated_at desc limit ${MOST})`

/** Whose name a new plugin's is easily taken for. */
export async function findNearNames(
  client: SqlClient,
  { canonName, popularFrom }: { canonName: string; popularFrom: number }
): Promise<Finding[]> {
  const known = await sqlRows<Known>(client, NAMES, [popularFrom])
  return known
    .filter(({ canon_name: other }) => isNearName(canonName, other))
    .slice(0, SHOWN)
    .map(({ name, is_removed: isRemoved }) => scanFinding(isRemoved ? 'name_near_removed' : 'name_near_popular', { plugin: name }))
}
