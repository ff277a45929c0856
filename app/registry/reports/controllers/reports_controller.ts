import { inject } from '@adonisjs/core'
import { chooseLocale } from '#core/middleware/locale_middleware'
import { Settings } from '#core/settings/settings'
import { Unauthenticated } from '#core/http/exceptions'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { targetOf } from '#registry/reports/controllers/target_of'
import { caseJson } from '#registry/reports/case_json'
import { appealDays } from '#registry/reports/settings'
import { standingIn } from '#registry/reports/case_standing'
import { ReportLimits } from '#registry/reports/report_limits'
import { ReportNotFound } from '#registry/reports/exceptions'
import { OpenAppeal } from '#registry/reports/actions/open_appeal'
import { OpenReport } from '#registry/reports/actions/open_report'
import { findCase, listCasesOf } from '#registry/reports/queries/find_case'
import { appealValidator, caseListValidator, caseValidator, reportValidator } from '#registry/reports/validators'
import type { HttpContext } from '@adonisjs/core/http'

const PAGE = 20

/** Complaints: sent by anybody, followed by number and secret or by who signed in. */
@inject()
export default class ReportsController {
  constructor(
    private readonly open: OpenReport,
    private readonly openAppeal: OpenAppeal,
    private readonly limits: ReportLimits,
    private readonly settings: Settings
  ) {}

  async store(ctx: HttpContext) {
    const { kind, evidence, evidence_url: evidenceUrl, email } = await reportValidator.validate(snakeKeys(ctx.request.body()))
    await this.limits.count({ userId: ctx.user?.id ?? null, ip: ctx.request.ip() })
    chooseLocale(ctx)
    const report = { actor: ctx.actor, target: targetOf(ctx), kind, evidence, evidenceUrl, email, locale: ctx.i18n.locale }
    const { caseNumber, secret, status, dueAt } = await this.open.handle(report)
    ctx.response.status(201).header('Cache-Control', 'no-store')
    return sendWire(ctx, { case_number: caseNumber, secret, status, due_at: dueAt.toISOString() })
  }

  async show(ctx: HttpContext) {
    const { secret } = await caseValidator.validate(ctx.request.qs())
    const found = await findCase(ctx.params.case as string)
    const reader = { userId: ctx.user?.id ?? null, secret }
    if (!found || !standingIn(found, reader).mayRead) throw new ReportNotFound()
    ctx.response.header('Cache-Control', 'no-store')
    return sendWire(ctx, caseJson(found, { reader, days: await this.settings.get(appealDays) }))
  }

  async index(ctx: HttpContext) {
    if (!ctx.user) throw new Unauthenticated()
    const { limit = PAGE, cursor } = await caseListValidator.validate(ctx.request.qs())
    const context = { reader: { userId: ctx.user.id }, days: await this.settings.get(appealDays) }
    const { data, meta } = await listCasesOf(ctx.user.id, { limit, cursor })
    return sendWire(ctx, { data: data.map((found) => caseJson(found, context)), meta })
  }

  async appeal(ctx: HttpContext) {
    const { grounds, secret } = await appealValidator.validate(snakeKeys(ctx.request.body()))
    await this.limits.count({ userId: ctx.user?.id ?? null, ip: ctx.request.ip() })
    const caseNumber = ctx.params.case as string
    await this.openAppeal.handle({ actor: ctx.actor, caseNumber, grounds, secret: secret ?? undefined })
    return sendWire(ctx, { success: true, case_number: caseNumber, status: 'appealed' })
  }
}
