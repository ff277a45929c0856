import type { FindingSeverity } from '#runtime/gate/findings'

const COSTS: Record<FindingSeverity, number> = { error: 50, warning: 20, info: 2 }
/** Remarks alone never make it look bad. */
const MOST_FOR_REMARKS = 10

/** 0 to 100: what is left when each finding took its part. */
export function securityScore(findings: readonly { severity: FindingSeverity }[]): number {
  const cost = (severity: FindingSeverity) => findings.filter((one) => one.severity === severity).length * COSTS[severity]
  return Math.max(0, 100 - cost('error') - cost('warning') - Math.min(MOST_FOR_REMARKS, cost('info')))
}
