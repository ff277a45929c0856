import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { caseView } from '#registry/reports/pages/case_view'
import { appealDays } from '#registry/reports/settings'
import { OpenAppeal } from '#registry/reports/actions/open_appeal'
import { ReportLimits } from '#registry/reports/report_limits'
import { ReportNotFound } from '#registry/reports/exceptions'
import { appealValidator, caseListValidator, caseLookupValidator, caseValidator } from '#registry/reports/validators'
import { mayAppeal, standingIn, type Reader } from '#registry/reports/case_standing'
import { findCase, listCasesOf, listSteps } from '#registry/reports/queries/find_case'
import type { HttpContext } from '@adonisjs/core/http'

const PAGE = 20

/** What became of a complaint, for who made it and for whom it concerns; and the way to a second look. */
@inject()
export default class CasesController {
  constructor(
    private readonly openAppeal: OpenAppeal,
    private readonly limits: ReportLimits,
    private readonly settings: Settings
  ) {}

  async index({ user, view, i18n, request }: HttpContext) {
    const { cursor } = await caseListValidator.validate(request.qs())
    const page = user && (await listCasesOf(user.id, { limit: PAGE, cursor }))
    return view.render('registry/reports/index', {
      ...{ isGuest: !user, isFirst: !cursor, nextCursor: page && page.meta.next_cursor },
      cases: page ? page.data.map((found) => caseView(found, i18n)) : [],
    })
  }

  /** By POST, so that the secret stands in no address before it is known to fit. */
  async find(ctx: HttpContext) {
    const { case: number, secret } = await ctx.request.validateUsing(caseLookupValidator)
    const found = await findCase(number)
    if (found && standingIn(found, { userId: null, secret }).mayRead) {
      return ctx.response.redirect().withQs({ secret }).toRoute('cases.show', { case: number })
    }
    ctx.session.flash('error', ctx.i18n.t('reports.not_found'))
    return ctx.response.redirect().toRoute('cases.index')
  }

  async show(ctx: HttpContext) {
    const { params, view, i18n, request, response, user } = ctx
    const { secret } = await caseValidator.validate(request.qs())
    const { found, standing } = await read(params.case as string, { userId: user?.id ?? null, secret })
    const days = await this.settings.get(appealDays)
    response.header('Cache-Control', 'no-store')
    return view.render('registry/reports/case', {
      report: caseView(found, i18n),
      steps: (await listSteps(found.id)).map(({ status, public_reason: text, at }) => ({
        ...{ title: i18n.t(`reports.status_${status}`), at, text: text ?? undefined },
        icon: 'circle-check',
      })),
      evidence: standing.isReporter ? { text: found.evidence, url: found.evidence_url } : null,
      ...{ standing, days, mayAppeal: mayAppeal(found, standing, days) },
      secret: secret ?? '',
    })
  }

  async appeal(ctx: HttpContext) {
    const { grounds, secret } = await ctx.request.validateUsing(appealValidator)
    await this.limits.count({ userId: ctx.user?.id ?? null, ip: ctx.request.ip() })
    const caseNumber = ctx.params.case as string
    await this.openAppeal.handle({ actor: ctx.actor, caseNumber, grounds, secret: secret ?? undefined })
    ctx.session.flash('success', ctx.i18n.t('reports.appealed'))
    return ctx.response
      .redirect()
      .withQs(secret ? { secret } : {})
      .toRoute('cases.show', { case: caseNumber })
  }
}

async function read(caseNumber: string, reader: Reader) {
  const found = await findCase(caseNumber)
  const standing = found && standingIn(found, reader)
  if (!found || !standing?.mayRead) throw new ReportNotFound()
  return { found, standing }
}
