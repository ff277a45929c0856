import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { ascending, keysetPage, type KeysetOptions, type Page } from '#core/http/keyset'
import { INSTALLABLE_VERSION, VISIBLE_PLUGIN } from '#registry/queries/visibility'
import { ADVISED_VERSION, IN_FORCE, IN_STRETCH } from '#registry/advisories/queries/affected_by'
import type { Severity } from '#registry/advisories/advisory'

export type AffectedInstallation = {
  id: string
  tenant_id: string | null
  tenant: string | null
  plugin: string
  version: string
  is_enabled: boolean
  fixed_version: string | null
}

/** For an installation `i` of the version `own`: the newest of its channel that no advisory names, where that is newer. */
const FIXED = `(select v.version from plugin_versions v join plugins p on p.id = v.plugin_id
  where v.plugin_id = i.plugin_id and ${INSTALLABLE_VERSION} and ${VISIBLE_PLUGIN} and (v.channel = 'stable' or i.channel = 'beta')
    and v.semver_key > own.semver_key and not ${ADVISED_VERSION} order by v.semver_key desc limit 1) as fixed_version`

const IS_AFFECTED = `exists (select 1 from advisory_ranges r cross join lateral (select own.plugin_id, own.semver_key) v where r.advisory_id = ? and ${IN_STRETCH})`

/** Where an advisory's versions are installed: everywhere, or at one tenant. By id, so that none is missed while it grows. */
export function listAffectedInstallations(
  { advisoryId, tenantId }: { advisoryId: string; tenantId?: string },
  paging: Pick<KeysetOptions, 'limit' | 'cursor'>
): Promise<Page<AffectedInstallation>> {
  const query = db
    .from('plugin_installations as i')
    .joinRaw(
      'join plugin_versions own on own.id = i.version_id join plugins q on q.id = i.plugin_id left join tenants t on t.id = i.tenant_id'
    )
    .select('i.id', 'i.tenant_id', 't.name as tenant', 'q.name as plugin', 'own.version', 'i.is_enabled', db.raw(FIXED))
    .whereRaw(`i.plugin_id in (select plugin_id from advisory_ranges where advisory_id = ?) and ${IS_AFFECTED}`, [advisoryId, advisoryId])
  if (tenantId) query.where('i.tenant_id', tenantId)
  return keysetPage<AffectedInstallation>(query, { ...paging, sort: ascending('i.id') })
}

export type Advice = { code: string; summary: string; severity: Severity; fixedVersion: string | null }

/** What advisories say about these installations, and which version would be out of it; one query for a list. */
export async function listAdvice(installationIds: readonly string[]): Promise<Map<string, Advice[]>> {
  if (!installationIds.length) return new Map()
  const rows = await sqlRows<{ id: string; code: string; summary: string; severity: Severity; fixed_version: string | null }>(
    db,
    `select i.id, a.code, a.summary, a.severity, ${FIXED}
       from plugin_installations i join plugin_versions own on own.id = i.version_id
       join advisories a on ${IN_FORCE} and a.id in
            (select r.advisory_id from advisory_ranges r cross join lateral (select own.plugin_id, own.semver_key) v where ${IN_STRETCH})
      where i.id = any(?) order by a.published_at desc, a.id`,
    [installationIds]
  )
  const advice = rows.map(({ fixed_version: fixedVersion, ...row }) => ({ ...row, fixedVersion }))
  return Map.groupBy(advice, ({ id }) => id)
}
