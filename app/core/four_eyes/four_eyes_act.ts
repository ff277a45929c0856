import type { Actor } from '#core/actor'
import type { Permission } from '#core/rights'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** A row of `proposals`. */
export type Proposal = {
  id: string
  kind: string
  subject_type: string
  subject_id: string
  subject_label: string
  payload: Record<string, unknown>
  reason: string
  status: 'open' | 'confirmed' | 'rejected' | 'withdrawn' | 'expired'
  proposed_by: string | null
  proposed_label: string | null
  decided_by: string | null
  decided_label: string | null
  decision_note: string | null
  created_at: Date
  expires_at: Date
  decided_at: Date | null
}

/** What confirming a proposal of one kind does. Made by the container, so it may be injected with what it needs. */
export interface FourEyesAct {
  /**
   * Carries the act out, in the transaction that marks the proposal confirmed. Checks again what may have changed since it was
   * proposed, and throws a named refusal where it no longer holds: then nothing happened and the proposal stays open.
   */
  carryOut(trx: TransactionClientContract, input: { proposal: Proposal; actor: Actor; note: string | null }): Promise<void>
}

export type FourEyesDeclaration = {
  /** Who may confirm or reject. */
  permission: Permission
  /** How long a proposal waits before it runs out. */
  hours: number
  load: () => Promise<{ default: new (...args: never[]) => FourEyesAct }>
}
