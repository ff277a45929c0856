import { sqlRows, type SqlClient } from '#core/database/sql'
import { PUBLIC_PLUGIN, PUBLIC_VERSION } from '#registry/queries/visibility'
import { ADVICE_ON_VERSION } from '#registry/advisories/queries/affected_by'
import type { Severity } from '#registry/advisories/advisory'
import type { FindingParams, FindingSeverity } from '#runtime/gate/findings'

export type SecurityFinding = {
  check: string
  severity: FindingSeverity
  code: string | null
  params: FindingParams | null
  message: string
}

/** What the last scan of a public version saw; `scanned_at` is null where there was none. */
export type Security = {
  version: string
  scanned_at: Date | null
  score: number | null
  findings: SecurityFinding[]
  /** The published advisories that name it. */
  advice: { code: string; summary: string; severity: Severity }[]
}

const FINDINGS = `(select jsonb_agg(jsonb_build_object('check', f."check", 'severity', f.severity, 'message', f.message,
    'code', f.evidence ->> 'code', 'params', f.evidence -> 'params') order by array_position(array['error', 'warning', 'info'], f.severity), f.id)
  from scan_findings f where f.scan_id = s.id)`

/** By canonical name, and number; without one of the version that is installed where nobody says. What is hidden has none. */
export async function findSecurity(client: SqlClient, canonName: string, version: string | null = null): Promise<Security | undefined> {
  const [row] = await sqlRows<Security>(
    client,
    `select v.version, s.at as scanned_at, s.score, coalesce(${FINDINGS}, '[]') as findings, ${ADVICE_ON_VERSION} as advice
       from plugins p join plugin_versions v on v.plugin_id = p.id and ${version === null ? 'v.id = p.default_version_id' : 'v.version = ?'}
       left join lateral (select id, at, score from scans where version_id = v.id and outcome <> 'errored' order by at desc limit 1) s on true
      where p.canon_name = ? and ${PUBLIC_PLUGIN} and ${PUBLIC_VERSION}`,
    version === null ? [canonName] : [version, canonName]
  )
  return row
}
