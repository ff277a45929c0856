import db from '@adonisjs/lucid/services/db'
import { descending, keysetPage, type KeysetOptions, type Page } from '#core/http/keyset'
import { sqlRows } from '#core/database/sql'
import { PUBLIC_PLUGIN, PUBLIC_VERSION } from '#registry/queries/visibility'
import { AdvisoryNotFound } from '#registry/advisories/exceptions'
import { IN_STRETCH, IS_PUBLIC } from '#registry/advisories/queries/affected_by'
import type { AdvisoryStatus } from '#registry/advisories/advisory_states'
import type { Advisory } from '#registry/advisories/advisory'

/** One row for each plugin that the advisory `a` names: its stretches, and the public versions they mean. */
const affected = (where: string) => `
  (select coalesce(jsonb_agg(x order by x.plugin), '[]') from (
     select p.id as plugin_id, p.name as plugin, (${PUBLIC_PLUGIN}) as is_public,
            (select jsonb_agg(jsonb_build_object('introduced', r.introduced, 'fixed', r.fixed, 'last_affected', r.last_affected) order by r.position)
               from advisory_ranges r where r.advisory_id = a.id and r.plugin_id = p.id) as stretches,
            array(select v.version from plugin_versions v
                   where v.plugin_id = p.id and ${PUBLIC_VERSION} and exists (select 1 from advisory_ranges r where r.advisory_id = a.id and ${IN_STRETCH})
                   order by v.semver_key) as versions
       from plugins p where p.id in (select plugin_id from advisory_ranges where advisory_id = a.id) and ${where}) x) as affected`

const COLUMNS = `a.id, a.code, a.status, a.severity, a.cvss, a.summary, a.details, a.aliases, a.reference_urls, a.serial, a.version, a.created_by,
  a.created_at, a.modified_at, a.published_at, a.withdrawn_at`

/** A plugin that was hidden is hidden here too, and with its last plugin the advisory. */
const NAMES_PUBLIC_PLUGIN = `exists (select 1 from advisory_ranges r join plugins p on p.id = r.plugin_id where r.advisory_id = a.id and ${PUBLIC_PLUGIN})`

/** As everybody reads it. Throws `AdvisoryNotFound` (404). */
export async function findPublicAdvisory(code: string): Promise<Advisory> {
  return one(
    `select ${COLUMNS}, ${affected(PUBLIC_PLUGIN)} from advisories a where a.code = ? and ${IS_PUBLIC} and ${NAMES_PUBLIC_PLUGIN}`,
    code
  )
}

/** As its author and moderators read it, drafts and hidden plugins too. Throws `AdvisoryNotFound` (404). */
export const findAnyAdvisory = (code: string): Promise<Advisory> =>
  one(`select ${COLUMNS}, ${affected('true')} from advisories a where a.code = ?`, code)

async function one(sql: string, code: string): Promise<Advisory> {
  const [advisory] = await sqlRows<Advisory>(db, sql, [code.toUpperCase()])
  if (!advisory) throw new AdvisoryNotFound()
  return advisory
}

/** Public advisories, newest first; of one plugin where one is named. */
export const listPublicAdvisories = (pluginId: string | null, paging: Pick<KeysetOptions, 'limit' | 'cursor'>): Promise<Page<Advisory>> => {
  const query = db
    .from('advisories as a')
    .select(db.raw(`${COLUMNS}, ${affected(PUBLIC_PLUGIN)}`))
    .whereRaw(`${IS_PUBLIC} and ${NAMES_PUBLIC_PLUGIN}`)
  if (pluginId) query.whereRaw('exists (select 1 from advisory_ranges r where r.advisory_id = a.id and r.plugin_id = ?)', [pluginId])
  const sort = descending('a.published_at', 'a.id')
  return keysetPage<Advisory>(query, { ...paging, sort })
}

/** Every advisory for those who decide, drafts too; newest change first. */
export const listAdvisories = (status: AdvisoryStatus | undefined, paging: Pick<KeysetOptions, 'limit' | 'cursor'>) => {
  const query = db.from('advisories as a').select(db.raw(`${COLUMNS}, ${affected('true')}`))
  if (status) query.where('a.status', status)
  const sort = descending('a.modified_at', 'a.id')
  return keysetPage<Advisory>(query, { ...paging, sort })
}
