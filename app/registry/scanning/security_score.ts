import type { FindingSeverity } from '#runtime/gate/findings'

/** Remarks cost nothing. */
const COSTS: Record<FindingSeverity, number> = { error: 50, warning: 20, info: 0 }

/** 0 to 100: what is left when each finding took its part. */
export const securityScore = (findings: readonly { severity: FindingSeverity }[]): number =>
  Math.max(
    0,
    findings.reduce((left, { severity }) => left - COSTS[severity], 100)
  )
