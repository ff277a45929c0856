import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import type { ScanRecord } from '#registry/scanning/pages/scan_view'
import type { FindingParams } from '#runtime/gate/findings'
import type { GateVerdict } from '#runtime/gate/gate_verdict'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'

export type ScanFinding = {
  check: string
  severity: 'info' | 'warning' | 'error'
  message: string
  /** What scans of earlier versions of the gate do not have. */
  code: string | null
  params: FindingParams | null
  enforced: boolean
}
export type StatusChange = { action: string; to_status: string; public_reason: string | null; actor: string | null; at: Date }

/** All that one version's judges and its publisher look at. */
export type VersionReview = {
  id: string
  pluginId: string
  plugin: string
  version: string
  status: string
  category: string
  channel: string
  digest: string
  size: number
  capabilities: string[]
  manifest: PluginManifest
  metadata: { description: string; tags: string[]; repository: string | null; homepage: string | null }
  license: string | null
  publishMethod: string
  submittedAt: Date
  publishedAt: Date | null
  yankReason: string | null
  publisher: string
  isVerifiedPublisher: boolean
  ownerIds: string[]
  verdict: GateVerdict
  findings: ScanFinding[]
  scan: ScanRecord | null
  dependencies: { name: string; range: string }[]
  /** The published version before this one, if there is any. */
  previous: { version: string; capabilities: string[]; size: number } | null
  addedCapabilities: string[]
  droppedCapabilities: string[]
  history: StatusChange[]
}

type Row = Omit<VersionReview, 'addedCapabilities' | 'droppedCapabilities' | 'history'>

const SQL = `
  select v.id, v.plugin_id as "pluginId", p.name as plugin, v.version, v.status, p.category, v.channel, v.artifact_digest as digest, v.size,
         v.capabilities, v.manifest, v.metadata, v.license, v.publish_method as "publishMethod", v.submitted_at as "submittedAt",
         v.published_at as "publishedAt", v.yank_reason as "yankReason", b.name as publisher,
         (b.verified_at is not null or b.is_first_party) as "isVerifiedPublisher",
         array(select o.user_id::text from plugin_people o where o.plugin_id = p.id
               union select v.published_by::text where v.published_by is not null) as "ownerIds",
         s.verdict,
         case when s.id is not null then jsonb_build_object('dryRuns', s.dry_runs, 'decision', s.decision, 'ruleId', s.rule_id, 'rulesetVersion', s.ruleset_version,
           'rules', (select r.document -> 'rules' from scan_rulesets r where r.version = s.ruleset_version), 'tookMs', s.took_ms, 'at', s.at) end as scan,
         coalesce((select jsonb_agg(jsonb_build_object('check', f."check", 'severity', f.severity, 'message', f.message,
                    'code', f.evidence ->> 'code', 'params', f.evidence -> 'params', 'enforced', f.enforced)
                    order by array_position(array['error', 'warning', 'info'], f.severity), f.id) from scan_findings f where f.scan_id = s.id), '[]') as findings,
         coalesce((select jsonb_agg(jsonb_build_object('name', d.dep_canon_name, 'range', d.range) order by d.dep_canon_name)
                     from version_deps d where d.version_id = v.id), '[]') as dependencies,
         (select jsonb_build_object('version', o.version, 'capabilities', o.capabilities, 'size', o.size) from plugin_versions o
           where o.plugin_id = v.plugin_id and o.id <> v.id and o.status in ('published', 'closed', 'yanked') and o.semver_key < v.semver_key
           order by o.semver_key desc limit 1) as previous
    from plugin_versions v
    join plugins p on p.id = v.plugin_id
    join publishers b on b.id = p.publisher_id
    left join lateral (select * from scans where version_id = v.id order by at desc limit 1) s on true
   where v.id = ?`

/** One version with its verdict, its difference to the version before and its history; null when there is none. */
export async function findVersionReview(versionId: string): Promise<VersionReview | null> {
  if (!isId(versionId)) return null
  const [row] = await sqlRows<Row>(db, SQL, [versionId])
  if (!row) return null
  const before = row.previous?.capabilities ?? []
  return {
    ...row,
    addedCapabilities: row.capabilities.filter((capability) => !before.includes(capability)),
    droppedCapabilities: before.filter((capability) => !row.capabilities.includes(capability)),
    history: await listStatusChanges(versionId),
  }
}

const listStatusChanges = (versionId: string) =>
  sqlRows<StatusChange>(
    db,
    `select a.action, a.to_status, a.public_reason, coalesce(u.full_name, a.actor_label) as actor, a.at
       from moderation_actions a left join users u on u.id = a.actor_id
      where a.target_type = 'plugin_version' and a.target_id = ? order by a.at desc, a.serial desc limit 50`,
    [versionId]
  )
