import { isScanFinding, scanFindingText } from '#registry/scanning/pages/finding_text'
import { securityScore } from '#registry/scanning/security_score'
import type { Severity } from '#registry/advisories/advisory'
import type { I18n } from '@adonisjs/i18n'
import type { Tone } from '#core/panels/tones'
import type { FindingSeverity } from '#runtime/gate/findings'
import type { Security, SecurityFinding } from '#registry/scanning/security/find_security'

export type SecurityStatus = 'pass' | 'warning' | 'fail' | 'pending'

export type SecurityView = {
  version: string
  status: SecurityStatus
  label: string
  tone: Tone
  score: number | null
  scanned: Date | null
  findings: { severity: FindingSeverity; tone: Tone; category: string; title: string; description: string }[]
}

const TONES: Record<SecurityStatus, Tone> = { pass: 'good', warning: 'warn', fail: 'bad', pending: 'neutral' }
const SEVERITIES: Record<FindingSeverity, Tone> = { error: 'bad', warning: 'warn', info: 'info' }

/** What everybody may read of a scan, in the reader's language. Where a secret stands, and what it looks like, is its owner's to know. */
export function securityView({ version, scanned_at: scanned, score, findings, advice }: Security, i18n: I18n): SecurityView {
  const known = advice.map(toFinding)
  const status = scanned === null && !known.length ? 'pending' : statusOf([...known, ...findings])
  const seen = score ?? securityScore(findings)
  return {
    version,
    status,
    label: i18n.t(`scanning.security_${status}`),
    tone: TONES[status],
    score: scanned === null ? null : Math.min(seen, ...advice.map(({ severity }) => MOST[severity])),
    scanned,
    findings: [
      ...known,
      ...findings.filter(isPublic).map((finding) => ({
        severity: finding.severity,
        tone: SEVERITIES[finding.severity],
        category: finding.check,
        title: i18n.t(`scanning.category_${finding.check}`, {}, finding.check),
        description: describe(finding, i18n),
      })),
    ],
  }
}

/** What is known against a version weighs more than what a scan could see: the score is not above this. */
const MOST: Record<Severity, number> = { low: 80, moderate: 60, high: 30, critical: 0 }

function toFinding({ code, summary, severity }: Security['advice'][number]) {
  const weight: FindingSeverity = severity === 'high' || severity === 'critical' ? 'error' : 'warning'
  return { severity: weight, tone: SEVERITIES[weight], category: 'advisory', title: code, description: summary }
}

const statusOf = (findings: readonly Pick<SecurityFinding, 'severity'>[]): SecurityStatus => {
  if (findings.some(({ severity }) => severity === 'error')) return 'fail'
  return findings.some(({ severity }) => severity === 'warning') ? 'warning' : 'pass'
}

/** That a plugin could do little without a shop around it says nothing to who would install it. */
const isPublic = ({ check, severity }: SecurityFinding): boolean => check !== 'dry_run' || severity !== 'info'

/** Told by their kind only. */
const GUARDED = new Set(['secret', 'similar', 'name', 'dry_run'])

function describe({ check, code, params, message }: SecurityFinding, i18n: I18n): string {
  if (GUARDED.has(check)) return i18n.t(`scanning.public_${check}`)
  if (!code) return message
  return isScanFinding(code)
    ? scanFindingText({ code, params: params ?? {}, message }, i18n)
    : i18n.t(`registry.finding_${code}`, params ?? {}, message)
}
