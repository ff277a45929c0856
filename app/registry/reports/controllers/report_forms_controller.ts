import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { targetOf } from '#registry/reports/controllers/target_of'
import { REPORT_KINDS } from '#registry/reports/report'
import { reportHours } from '#registry/reports/settings'
import { targetView } from '#registry/reports/pages/target_view'
import { ReportLimits } from '#registry/reports/report_limits'
import { OpenReport } from '#registry/reports/actions/open_report'
import { ReportTargets } from '#registry/reports/targets/report_targets'
import { reportValidator } from '#registry/reports/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** The form by which anybody complains about something of the registry. */
@inject()
export default class ReportFormsController {
  constructor(
    private readonly targets: ReportTargets,
    private readonly open: OpenReport,
    private readonly limits: ReportLimits,
    private readonly settings: Settings
  ) {}

  async create(ctx: HttpContext) {
    const { i18n, user, view } = ctx
    const address = targetOf(ctx)
    const { snapshot } = await this.targets.find(db, address)
    return view.render('registry/reports/form', {
      target: targetView(address.kind, snapshot, i18n),
      action: ctx.request.url(),
      kinds: REPORT_KINDS.map((value) => ({ value, label: i18n.t(`trust.kind_${value}`) })),
      hours: await this.settings.get(reportHours),
      isGuest: !user,
    })
  }

  async store(ctx: HttpContext) {
    const { kind, evidence, evidence_url: evidenceUrl, email } = await ctx.request.validateUsing(reportValidator)
    await this.limits.count({ userId: ctx.user?.id ?? null, ip: ctx.request.ip() })
    const report = { actor: ctx.actor, target: targetOf(ctx), kind, evidence, evidenceUrl, email, locale: ctx.i18n.locale }
    const { caseNumber, secret } = await this.open.handle(report)
    ctx.session.flash('success', ctx.i18n.t('reports.sent', { number: caseNumber }))
    return ctx.response
      .redirect()
      .withQs(ctx.user ? {} : { secret })
      .toRoute('cases.show', { case: caseNumber })
  }
}
