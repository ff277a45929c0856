import type { FindingParams, FindingSeverity, GateCheck, GateFinding } from '#runtime/gate/findings'

export type ScanCheck = GateCheck | 'secret' | 'capability' | 'similar' | 'name' | 'dry_run'

/** What any look at an upload found, the gate's included. */
export type Finding = Omit<GateFinding, 'check' | 'code'> & { check: ScanCheck; code: string }

/**
 * What is found beside the gate: what looks for it, how bad it is unless the rules say otherwise, and what it says in
 * English. Translations: `finding_<code>` of scanning.
 */
export const SCAN_FINDINGS = {
  secret_proven: ['secret', 'warning', 'The {where} holds a secret ({kind}, line {line}): {mask}. Revoke it, and publish without it.'],
  secret_likely: ['secret', 'warning', 'The {where} holds what looks like a secret ({kind}, line {line}): {mask}. Revoke it if it is one.'],
  secret_possible: ['secret', 'warning', 'The {where} may hold a secret ({kind}, line {line}): {mask}.'],
  capability_added: ['capability', 'info', 'Asks for more than version {version}: {names}.'],
  capability_beyond_newest: ['capability', 'info', 'Asks for more than {version}, the newest published version: {names}.'],
  size_grew: ['size', 'info', 'Has {used} bytes; version {version} had {before}.'],
  bytes_of_removed: ['similar', 'warning', 'These are the bytes of {plugin} {version}, which was withdrawn.'],
  resembles_removed: ['similar', 'warning', '{percent} % of it is the same as {plugin} {version}, which was withdrawn.'],
  name_near_popular: ['name', 'warning', 'The name is easily taken for {plugin}, which many use.'],
  name_near_removed: ['name', 'warning', 'The name is easily taken for {plugin}, which was withdrawn.'],
  dry_run_failed: ['dry_run', 'info', 'In the dry run {hook} ended as {outcome}: {error}'],
  dry_run_unfinished: ['dry_run', 'info', '{hook} was not finished when the time of the dry run was over.'],
  dry_run_crashed: ['dry_run', 'warning', 'The plugin host died while {hook} was tried, several times.'],
  host_not_declared: ['dry_run', 'warning', 'In the dry run {hook} wanted to reach {host}, which the manifest does not name.'],
} as const satisfies Record<string, readonly [ScanCheck, FindingSeverity, string]>

export type ScanFindingCode = keyof typeof SCAN_FINDINGS

/** A finding of that kind, said in English with these figures and names. */
export function scanFinding(code: ScanFindingCode, params: FindingParams = {}): Finding {
  const [check, severity, text] = SCAN_FINDINGS[code]
  const message = text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
  return { check, severity, code, params, message }
}
