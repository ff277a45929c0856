import { newId } from '#core/ids'
import { sqlRun, type SqlClient } from '#core/database/sql'
import { securityScore } from '#registry/scanning/security_score'
import type { FoundFact } from '#registry/scanning/rules/evaluate_rules'
import type { Finding } from '#registry/scanning/findings'
import type { GateVerdict } from '#runtime/gate/gate_verdict'
import type { ScanDecision } from '#registry/scanning/decide_upload'
import type { UploadScan } from '#registry/scanning/scan_upload'

type NewScan = {
  kind: 'upload' | 'rescan' | 'retry'
  /** Null where the rules refused it: nothing of it is kept but this. */
  versionId: string | null
  plugin: string
  version: string
  verdict: GateVerdict
  scan: UploadScan
  decision: ScanDecision
  /** What came of it, where that is not what the rules say of an upload. */
  act?: 'review' | 'quarantine' | 'errored'
}

/** Keeps what the scan saw and why it was decided so. Names are written out: a scan outlives what it judged. */
export async function keepScan(client: SqlClient, kept: NewScan): Promise<string> {
  const { decision, scan, verdict, act } = kept
  const id = newId()
  await sqlRun(
    client,
    `insert into scans (id, kind, version_id, plugin_name, version, digest, ruleset_version, outcome, verdict, facts, decision, rule_id, dry_runs, score, took_ms)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?::jsonb, ?, ?)`,
    [
      ...[id, kept.kind, kept.versionId, kept.plugin, kept.version, verdict.sha256, decision.rulesetVersion],
      ...[act === 'errored' ? act : outcomeOf(decision.findings), JSON.stringify(verdict), JSON.stringify(decision.facts)],
      ...decidedBy(kept),
      ...[JSON.stringify(scan.dryRuns), securityScore(decision.findings), scan.tookMs],
    ]
  )
  await keepFindings(client, id, decision)
  if (kept.versionId) await keepPrints(client, verdict.sha256, scan)
  return id
}

/** Of what is public the rules for uploads decide nothing any more; only a doubt does. */
function decidedBy({ kind, act, decision: { verdict, rule, doubt } }: NewScan): [string | null, string | null] {
  if (act === 'errored') return [null, null]
  if (kind === 'rescan') return [act ?? null, act ? (doubt?.id ?? null) : null]
  return [verdict, rule?.id ?? null]
}

async function keepFindings(client: SqlClient, scanId: string, { findings, facts: { found } }: ScanDecision) {
  const rows = findings.map(({ check, severity, message, code, params }) => ({
    ...{ id: newId(), scan_id: scanId, check, severity, message },
    enforced: severity === 'error',
    evidence: {
      code,
      params,
      of_itself: ofItself(
        severity,
        found.find((one) => one.code === code)
      ),
    },
  }))
  if (!rows.length) return
  await sqlRun(
    client,
    `insert into scan_findings (id, scan_id, "check", severity, message, enforced, evidence)
     select r.* from jsonb_to_recordset(?::jsonb) as r(id uuid, scan_id uuid, "check" text, severity text, message text, enforced boolean, evidence jsonb)`,
    [JSON.stringify(rows)]
  )
}

/** Told only where the rules say something else. */
const ofItself = (severity: string, found: FoundFact | undefined) => (found && found.severity !== severity ? found.severity : undefined)

const keepPrints = async (client: SqlClient, digest: string, { prints }: UploadScan) =>
  prints && sqlRun(client, 'insert into artifact_prints (digest, prints) values (?, ?::int[]) on conflict do nothing', [digest, prints])

function outcomeOf(findings: readonly Finding[]): 'pass' | 'warning' | 'fail' {
  if (findings.some(({ severity }) => severity === 'error')) return 'fail'
  return findings.some(({ severity }) => severity === 'warning') ? 'warning' : 'pass'
}
