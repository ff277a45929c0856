import { finding, type FindingCode, type FindingParams, type GateFinding } from './findings.ts'

/** Ends the inspection at once: what follows in the module can't be judged. The finding is read by the publisher. */
export class GateRefusal extends Error {
  readonly finding: GateFinding

  constructor(code: FindingCode, params: FindingParams = {}) {
    const found = finding(code, params)
    super(found.message)
    this.finding = found
  }
}
