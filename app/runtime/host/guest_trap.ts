import { type CallOutcomeKind } from './call_types.ts'

/** Thrown inside a host function: unwinds the guest, which can't catch it, and names the outcome. */
export class GuestTrap extends Error {
  readonly outcome: CallOutcomeKind

  constructor(outcome: CallOutcomeKind, message: string) {
    super(message)
    this.outcome = outcome
  }
}
