import { timingSafeEqual } from 'node:crypto'
import { inject } from '@adonisjs/core'
import limiter from '@adonisjs/limiter/services/main'
import { Settings } from '#core/settings/settings'
import { Unauthenticated } from '#core/http/exceptions'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { networkOf } from '#identity/network_of'
import { RateLimited } from '#identity/exceptions'
import { reportsPerHour } from '#registry/reports/settings'
import { ReportNotFound } from '#registry/reports/exceptions'
import { OpenAppeal } from '#registry/reports/actions/open_appeal'
import { hashOf, OpenReport } from '#registry/reports/actions/open_report'
import { appealValidator, caseValidator, reportValidator } from '#registry/reports/validators'
import { findCase, listCasesOf, type ReportCase } from '#registry/reports/queries/find_case'
import type { HttpContext } from '@adonisjs/core/http'

const HOUR_SECONDS = 3_600

/** Complaints: sent by anybody, followed by number and secret or by who signed in. */
@inject()
export default class ReportsController {
  constructor(
    private readonly open: OpenReport,
    private readonly openAppeal: OpenAppeal,
    private readonly settings: Settings
  ) {}

  async store(ctx: HttpContext) {
    const { kind, evidence } = await reportValidator.validate(snakeKeys(ctx.request.body()))
    await this.#count(ctx)
    const { caseNumber, secret, status, dueAt } = await this.open.handle({
      ...{ actor: ctx.actor, plugin: ctx.params.name as string, kind, evidence },
    })
    ctx.response.status(201).header('Cache-Control', 'no-store')
    return sendWire(ctx, { case_number: caseNumber, secret, status, due_at: dueAt.toISOString() })
  }

  async show(ctx: HttpContext) {
    const { secret } = await caseValidator.validate(ctx.request.qs())
    const found = await findCase(ctx.params.case as string)
    const userId = ctx.user?.id ?? null
    if (!found || !(knows(found, secret) || isConcerned(found, userId))) throw new ReportNotFound()
    ctx.response.header('Cache-Control', 'no-store')
    return sendWire(ctx, toJson(found))
  }

  async index(ctx: HttpContext) {
    if (!ctx.user) throw new Unauthenticated()
    return sendWire(ctx, { data: (await listCasesOf(ctx.user.id)).map(toJson) })
  }

  async appeal(ctx: HttpContext) {
    if (!ctx.user) throw new Unauthenticated()
    const { grounds } = await appealValidator.validate(snakeKeys(ctx.request.body()))
    const caseNumber = ctx.params.case as string
    await this.openAppeal.handle({ actor: { ...ctx.actor, userId: ctx.user.id }, caseNumber, grounds })
    return sendWire(ctx, { success: true, case_number: caseNumber, status: 'appealed' })
  }

  async #count({ request, user }: HttpContext) {
    const counter = limiter.use(limiter.config.default === 'redis' ? 'redis' : 'memory', {
      requests: await this.settings.get(reportsPerHour),
      duration: HOUR_SECONDS,
    })
    const used = await counter.increment(user ? `reports:user:${user.id}` : `reports:ip:${networkOf(request.ip())}`)
    if (used.consumed > used.limit) throw new RateLimited(Math.max(1, Math.ceil(used.availableIn)))
  }
}

const knows = (found: ReportCase, secret = '') => timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(found.secret_hash))

/** Its author; and, once it was decided, whose plugin it is about. */
const isConcerned = (found: ReportCase, userId: string | null) =>
  userId !== null && (found.reporter_id === userId || (found.verdict !== null && found.owner_ids.includes(userId)))

/** Neither who reported nor what he wrote: the plugin's people read this too. */
const toJson = (found: ReportCase) => ({
  case_number: found.case_number,
  plugin: found.snapshot.name,
  kind: found.kind,
  status: found.status,
  verdict: found.verdict,
  public_reason: found.public_reason,
  due_at: found.sla_due_at.toISOString(),
  is_late: found.is_late,
  created_at: found.created_at.toISOString(),
  appeal: found.appeal && { status: found.appeal.status, public_reason: found.appeal.public_reason },
})
