import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { descending, keysetPage } from '#core/http/keyset'
import { CONCERNED, INSIDERS } from '#registry/reports/queries/concerned'
import type { Snapshot } from '#registry/reports/targets/report_target'
import type { ReportAct, ReportStatus, ReportVerdict, TargetKind } from '#registry/reports/report'

export type Appeal = {
  id: string
  grounds: string
  status: 'waiting' | 'upheld' | 'overturned'
  public_reason: string | null
  appellant_id: string | null
}

export type ReportCase = {
  id: string
  /** The first one's where it is a duplicate, else its own. */
  original_id: string
  original_number: string
  case_number: string
  secret_hash: string
  target_kind: TargetKind
  target_id: string
  snapshot: Snapshot
  kind: string
  evidence: string
  evidence_url: string | null
  reporter_id: string | null
  status: ReportStatus
  verdict: ReportVerdict | null
  act: ReportAct | null
  public_reason: string | null
  decided_by: string | null
  decided_at: Date | null
  sla_due_at: Date
  is_late: boolean
  created_at: Date
  /** Whom the decision concerns: they read why, and appeal. */
  owner_ids: string[]
  /** Who has a stake in it besides. */
  insider_ids: string[]
  duplicates: number
  weight: number
  appeal: Appeal | null
}

/** A duplicate is answered with the fate of the first one. */
const SQL = `
  select r.id, o.id as original_id, o.case_number as original_number, r.case_number, r.secret_hash, o.target_kind, o.target_id, r.snapshot, r.kind, r.evidence, r.evidence_url, r.reporter_id, r.created_at,
         case when r.status = 'duplicate' and o.verdict is null then 'duplicate' else o.status end as status,
         o.verdict, o.act, o.public_reason, o.decided_by, o.decided_at, r.sla_due_at,
         (o.sla_breached or r.sla_breached or (o.verdict is null and r.sla_due_at < now())) as is_late,
         ${CONCERNED} as owner_ids, ${INSIDERS} as insider_ids,
         (select count(*) from reports d where d.duplicate_of = r.id) as duplicates,
         r.reporter_weight + (select coalesce(sum(d.reporter_weight), 0) from reports d where d.duplicate_of = r.id) as weight,
         (select jsonb_build_object('id', a.id, 'grounds', a.grounds, 'status', a.status, 'public_reason', a.public_reason,
            'appellant_id', a.appellant_id) from appeals a where a.report_id = o.id) as appeal
    from reports r join reports o on o.id = coalesce(r.duplicate_of, r.id)`

async function findOne(where: string, value: string): Promise<ReportCase | null> {
  const [row] = await sqlRows<ReportCase>(db, `${SQL} where ${where}`, [value])
  return row ?? null
}

export const findCase = (caseNumber: string) => findOne('r.case_number = ?', caseNumber)
export const findReport = async (id: string) => (isId(id) ? findOne('r.id = ?', id) : null)
export const findAppealed = async (appealId: string) =>
  isId(appealId) ? findOne('r.id = (select report_id from appeals where id = ?)', appealId) : null

const NAMES = [
  ...[
    'id',
    'original_id',
    'original_number',
    'case_number',
    'secret_hash',
    'target_kind',
    'target_id',
    'snapshot',
    'kind',
    'evidence',
    'evidence_url',
    'reporter_id',
  ],
  ...[
    'created_at',
    'status',
    'verdict',
    'act',
    'public_reason',
    'decided_by',
    'decided_at',
    'sla_due_at',
    'is_late',
    'owner_ids',
    'insider_ids',
  ],
  ...['duplicates', 'weight', 'appeal'],
]

/** Own complaints, and what was decided about what is one's own. */
const OF_PERSON = `r.id in (
  select id from reports where reporter_id = ?
  union select x.id from plugin_people w join reports x on x.plugin_id = w.plugin_id and x.target_kind in ('plugin', 'version') and x.verdict is not null
         where w.user_id = ?
  union select x.id from reviews w join reports x on x.plugin_id = w.plugin_id and x.target_kind = 'review' and x.target_id = w.id and x.verdict is not null
         where w.user_id = ?
  union select x.id from publishers w join reports x on x.publisher_id = w.id and x.target_kind = 'publisher' and x.verdict is not null
         where w.user_id = ? or w.id in (select publisher_id from publisher_members where user_id = ?))`

/** The cases that concern somebody, newest first, a page at a time. */
export function listCasesOf(userId: string, { limit, cursor }: { limit: number; cursor?: string | null }) {
  const cases = db.raw(`(${SQL} where ${OF_PERSON}) as cases`, [userId, userId, userId, userId, userId])
  const sort = descending('created_at', 'id')
  return keysetPage<ReportCase>(db.from(cases as unknown as string).select(NAMES), { sort, limit, cursor })
}

export type CaseStep = { status: ReportStatus; public_reason: string | null; at: Date }

/** Every step of a case, of the first one's where it is a duplicate. */
export const listSteps = (caseId: string) =>
  sqlRows<CaseStep>(
    db,
    `select e.status, e.public_reason, e.at from report_events e
      where e.report_id in (?, (select duplicate_of from reports where id = ?)) order by e.id`,
    [caseId, caseId]
  )
