import type { SqlClient } from '#core/database/sql'
import type { Actor } from '#core/actor'
import type { ReportAct, TargetKind } from '#registry/reports/report'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** How those who complain name what they complain about. */
export type TargetAddress =
  | { kind: 'plugin'; name: string }
  | { kind: 'version'; name: string; version: string }
  | { kind: 'review'; name: string; id: string }
  | { kind: 'publisher'; slug: string }

export type AddressOf<Kind extends TargetKind> = Extract<TargetAddress, { kind: Kind }>

/** What it looked like when somebody complained; it may be changed or gone when the case is read. */
export type Snapshot = { name: string } & Record<string, unknown>
export type FoundTarget = { id: string; pluginId: string | null; publisherId: string; snapshot: Snapshot }

export type Ruling = { actor: Actor; reasonCode: string; publicReason: string; internalNote?: string; reportId?: string }
export type Sentence = { targetId: string; act: ReportAct; ruling: Ruling }

/** Something that can be complained about. Its plugin's row is locked first, or the publisher's where it is of no plugin. */
export interface ReportTarget<Kind extends TargetKind = TargetKind> {
  readonly kind: Kind
  /** What `reject` and `quarantine` of the queue do to it. */
  readonly acts: { reject: ReportAct; quarantine?: ReportAct }
  /** What everybody sees, held against changes where asked for; throws a 404 for anything else. */
  find(client: SqlClient, address: AddressOf<Kind>, isLocked?: boolean): Promise<FoundTarget>
  /** Does nothing where another decision has led to the same already. */
  carryOut(trx: TransactionClientContract, sentence: Sentence): Promise<void>
  /** Takes back what was done, whichever act it was. */
  undo(trx: TransactionClientContract, sentence: Omit<Sentence, 'act'>): Promise<void>
}
