import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { UNDECIDED } from '#registry/reports/report'
import { moveReport } from '#registry/reports/move_report'
import { appealDays, closeDays } from '#registry/reports/settings'
import type { Job } from '#core/jobs/types'

type Late = { id: string; case_number: string; target_kind: string; sla_due_at: Date }

/** Marks cases that were not decided in time, and closes those whose second look was some time ago; forgets addresses that are of no more use. */
@inject()
export default class WatchReports implements Job {
  constructor(
    private readonly settings: Settings,
    private readonly outbox: Outbox
  ) {}

  async handle() {
    while (await this.#markOne());
    const days = await this.settings.get(closeDays)
    while (await this.#closeOne(Clock.now().minus({ days }).toJSDate()));
    await this.#forgetAddresses()
  }

  /** The mark stays, whatever becomes of the case. */
  #markOne(): Promise<boolean> {
    return db.transaction(async (trx) => {
      const [late] = await sqlRows<Late>(
        trx,
        `update reports set sla_breached = true where id = (
           select r.id from reports r where ${UNDECIDED} and not r.sla_breached and r.sla_due_at <= ? order by r.sla_due_at limit 1 for update skip locked)
         returning id, case_number, target_kind, sla_due_at`,
        [Clock.now().toJSDate()]
      )
      if (!late) return false
      const payload = {
        report_id: late.id,
        case_number: late.case_number,
        target_kind: late.target_kind,
        due_at: late.sla_due_at.toISOString(),
      }
      await this.outbox.record(trx, { name: 'registry.report_overdue.v1', aggregateId: late.id, payload })
      return true
    })
  }

  #closeOne(before: Date): Promise<boolean> {
    return db.transaction(async (trx) => {
      const [report] = await sqlRows<{ id: string }>(
        trx,
        `select r.id from reports r join appeals a on a.report_id = r.id
          where r.status in ('upheld', 'overturned') and a.decided_at <= ? limit 1 for update of r skip locked`,
        [before]
      )
      if (!report) return false
      await moveReport(trx, { reportId: report.id, to: 'closed', actorId: null })
      return true
    })
  }

  /** Nothing more is sent to them: the time to appeal is over, and so is the second look. */
  async #forgetAddresses() {
    const before = Clock.now().minus({ days: await this.settings.get(appealDays) })
    await sqlRun(
      db,
      `update reports r set reporter_email = null from reports o where o.id = coalesce(r.duplicate_of, r.id)
          and r.reporter_email is not null and o.status in ('actioned', 'dismissed', 'closed') and o.decided_at <= ?`,
      [before.toJSDate()]
    )
  }
}
