import { formatNumber } from '#core/panels/formats'
import { ruleTitle, verdictLabel } from '#registry/scanning/pages/ruleset_view'
import type { I18n } from '@adonisjs/i18n'
import type { Tone } from '#core/panels/tones'
import type { HookDryRun } from '#runtime/dry_run/dry_run'
import type { Rule } from '#registry/scanning/rules/ruleset'

/** What a scan wrote down beside its findings; `decision` is null where it was made before there were rules, or had no result. */
export type ScanRecord = {
  dryRuns: HookDryRun[]
  decision: string | null
  ruleId: string | null
  rulesetVersion: number
  rules: Rule[] | null
  tookMs: number | null
  at: string
}

export type ScanView = {
  decided: { label: string; tone: Tone; why: string } | null
  at: Date
  took: string | null
  dryRuns: {
    hook: string
    outcome: string
    tone: Tone
    error: string | null
    fuel: string
    share: string
    duration: string
    calls: string[]
    hosts: { name: string; isDeclared: boolean }[]
  }[]
}

type Scanned = { scan: ScanRecord | null; findings: readonly { code: string | null; params: Record<string, unknown> | null }[] }

/** A scan as its judges and its publisher look at it: why it was decided so, and what each hook did. */
export function scanView({ scan, findings }: Scanned, i18n: I18n): ScanView | null {
  if (!scan) return null
  const strange = new Set(findings.filter(({ code }) => code === 'host_not_declared').map(({ params }) => String(params?.host)))
  return {
    decided: scan.decision === null ? null : { ...verdictLabel(scan.decision, i18n), why: reasonOf(scan, i18n) },
    at: new Date(scan.at),
    took: scan.tookMs === null ? null : milliseconds(scan.tookMs, i18n),
    dryRuns: scan.dryRuns.map((run) => dryRunView(run, { strange, i18n })),
  }
}

function reasonOf({ ruleId, rules, rulesetVersion: version }: ScanRecord, i18n: I18n): string {
  const rule = rules?.find(({ id }) => id === ruleId)
  return rule
    ? i18n.t('scanning.decided_rule', { rule: ruleTitle(rule, i18n), version })
    : i18n.t('scanning.decided_otherwise', { version })
}

function dryRunView(run: HookDryRun, { strange, i18n }: { strange: Set<string>; i18n: I18n }): ScanView['dryRuns'][number] {
  const { hook, outcome, error, fuel, fuelLimit, durationMs, calls, hosts } = run
  return {
    ...{ hook, error },
    outcome: i18n.t(`scanning.outcome_${outcome}`, {}, outcome),
    tone: outcome === 'ok' ? 'good' : outcome === 'not_reached' ? 'neutral' : 'warn',
    fuel: formatNumber(i18n.locale, fuel),
    share: i18n.t('scanning.dry_run_share', { percent: percent(fuel / fuelLimit, i18n) }),
    duration: milliseconds(durationMs, i18n),
    calls: Object.entries(calls).map(([name, times]) => (times > 1 ? `${name} × ${times}` : name)),
    hosts: hosts.map((name) => ({ name, isDeclared: !strange.has(name) })),
  }
}

const milliseconds = (ms: number, { locale }: I18n): string =>
  formatNumber(locale, ms, { style: 'unit', unit: 'millisecond', maximumFractionDigits: 1 })

const percent = (share: number, { locale }: I18n): string => formatNumber(locale, share, { style: 'percent', maximumFractionDigits: 2 })
