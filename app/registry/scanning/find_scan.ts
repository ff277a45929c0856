import { sqlRows, type SqlClient } from '#core/database/sql'
import type { Finding } from '#registry/scanning/findings'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'

export type KeptScan = {
  scan_id: string
  plugin_id: string
  semver_key: string
  manifest: PluginManifest
  digest: string
  size: number
  method: string
  findings: Finding[]
}

/** What depends on the versions before is found anew each time. */
const DIFFERENCES = `'capability_added', 'capability_beyond_newest', 'size_grew'`

/** What was seen of a version when it was last looked at, as bad as it is by itself: for deciding about the same bytes again. */
export async function findScan(client: SqlClient, versionId: string): Promise<KeptScan> {
  const [scan] = await sqlRows<KeptScan>(
    client,
    `select s.id as scan_id, v.plugin_id, v.semver_key, v.manifest, v.artifact_digest as digest, v.size, v.publish_method as method,
            coalesce((select jsonb_agg(jsonb_build_object('check', f."check", 'severity', coalesce(f.evidence ->> 'of_itself', f.severity),
                        'message', f.message, 'code', coalesce(f.evidence ->> 'code', ''), 'params', coalesce(f.evidence -> 'params', '{}')) order by f.id)
                        from scan_findings f where f.scan_id = s.id and coalesce(f.evidence ->> 'code', '') not in (${DIFFERENCES})), '[]') as findings
       from plugin_versions v left join lateral (select id from scans where version_id = v.id order by at desc limit 1) s on true
      where v.id = ?`,
    [versionId]
  )
  return scan!
}
