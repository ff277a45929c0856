export type GateCheck = 'size' | 'validate' | 'parse' | 'feature' | 'import' | 'export' | 'limit' | 'memory' | 'manifest' | 'internal'

/** Ends the inspection at once: what follows in the module can't be judged. The message is read by the publisher. */
export class GateRefusal extends Error {
  readonly check: GateCheck

  constructor(check: GateCheck, message: string) {
    super(message)
    this.check = check
  }
}
