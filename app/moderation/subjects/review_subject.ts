import type { Actor } from '#core/actor'
import type { I18n } from '@adonisjs/i18n'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export const DECISIONS = ['approve', 'reject', 'quarantine', 'ask_more'] as const
export type Decision = (typeof DECISIONS)[number]

export const REASON_CODES = [
  'meets_rules',
  'malicious',
  'misleading',
  'broken',
  'excess_capabilities',
  'copyright',
  'spam',
  'other',
] as const
export type ReasonCode = (typeof REASON_CODES)[number]

/** Something that speaks for looking sooner: `moderation.reason_<code>` explains it with its params. */
export type ScoreReason = { code: string; weight: number; params?: Record<string, string | number> }

export type SubjectSummary = {
  title: string
  /** Whoever may not decide it: it is theirs. */
  ownerIds: string[]
  reasons: ScoreReason[]
  /** What the list shows beside the title. */
  facts: Record<string, string | number>
}

export type SubjectDecision = {
  actor: Actor
  subjectId: string
  decision: Decision
  reasonCode: ReasonCode
  publicReason: string
  internalNote?: string
}

/** A kind of reviewable thing. A domain below is adapted once; queue, rights and pages are the same for all. */
export interface ReviewSubject {
  readonly type: string
  /** The view that shows the thing; gets what `page` answers as `subject`. */
  readonly view: string
  /** What can be decided of it; `moderation.effect_<type>_<decision>` says what that does. */
  readonly decisions: readonly Decision[]
  /** Null when it no longer waits for anybody. */
  summarize(subjectId: string): Promise<SubjectSummary | null>
  page(subjectId: string, i18n: I18n): Promise<object | null>
  /** Somebody keeps it for himself while he looks. */
  claimed?(trx: TransactionClientContract, subjectId: string, userId: string | null): Promise<void>
  /** Carries the decision out in the queue's own transaction. Throws a 409 where it no longer applies. */
  decide(trx: TransactionClientContract, decision: SubjectDecision): Promise<void>
}
