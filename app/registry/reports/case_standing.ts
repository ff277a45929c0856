import { timingSafeEqual } from 'node:crypto'
import { Clock } from '#core/clock'
import { hashOf } from '#registry/reports/case_secret'
import type { ReportCase } from '#registry/reports/queries/find_case'

export type Reader = { userId: string | null; secret?: string }

/** What somebody is to a case. */
export type CaseStanding = {
  /** Who complained: signed in, or by the secret. */
  isReporter: boolean
  /** Whose plugin, review or publisher was decided against. */
  isConcerned: boolean
  mayRead: boolean
}

export function standingIn(found: ReportCase, { userId, secret = '' }: Reader): CaseStanding {
  const knows = timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(found.secret_hash))
  const isReporter = knows || (userId !== null && found.reporter_id === userId)
  const isConcerned = userId !== null && found.verdict !== null && found.owner_ids.includes(userId)
  return { isReporter, isConcerned, mayRead: isReporter || isConcerned }
}

/** Once, in time, against what was decided: by the people of what was acted on, by who complained where nothing was done. */
export function mayAppeal(found: ReportCase, { isReporter, isConcerned }: CaseStanding, days: number): boolean {
  const isOpenTo = found.status === 'actioned' ? isConcerned : found.status === 'dismissed' && isReporter
  return isOpenTo && found.decided_at !== null && found.decided_at.getTime() > Clock.now().minus({ days }).toMillis()
}
