import vine from '@vinejs/vine'
import { inject } from '@adonisjs/core'
import { areaOf } from '#registry/takedowns/controllers/area_of'
import { NotFound } from '#core/http/exceptions'
import { DIGESTS } from '#registry/kill_switch/tables/digests_table'
import { isDigest, JudgeDigest, VERDICTS, type DigestVerdict } from '#registry/kill_switch/judge_digest'
import { findJudgedDigest, judgedDigests, listDigestStops, listDigestVersions } from '#registry/kill_switch/queries/judged_digests'
import type { HttpContext } from '@adonisjs/core/http'

const SHOWN = 50

const reason = () => vine.string().trim().minLength(5).maxLength(1_000)
const verdictValidator = vine.create({ reason: reason() })
const blockValidator = vine.create({
  reason: reason(),
  digest: vine
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/),
})

/** The kill switch as pages: what was judged and what that stopped, for operators and moderators; judging for operators. */
@inject()
export default class DigestPagesController {
  constructor(private readonly judge: JudgeDigest) {}

  index(ctx: HttpContext) {
    const area = areaOf(ctx)
    return DIGESTS[area].render(ctx, judgedDigests, { view: 'registry/kill_switch/index', data: { area, canJudge: canJudge(ctx) } })
  }

  create({ view }: HttpContext) {
    return view.render('registry/kill_switch/new')
  }

  async block(ctx: HttpContext) {
    return this.#judge(ctx, { ...(await ctx.request.validateUsing(blockValidator)), verdict: 'block' })
  }

  /** Also of bytes that nobody judged yet: that is where a version's page leads. */
  async show(ctx: HttpContext) {
    const digest = digestOf(ctx)
    const [judged, versions, stops] = await Promise.all([
      findJudgedDigest(digest),
      listDigestVersions(digest),
      listDigestStops(digest, { limit: SHOWN }),
    ])
    if (!judged && !versions.length) throw new NotFound()
    const next = judged?.verdict === 'block' ? 'allow' : 'block'
    return ctx.view.render('registry/kill_switch/show', {
      ...{ area: areaOf(ctx), digest, judged, versions, next, canJudge: canJudge(ctx) },
      stops: stops.data.map((stop) => ({ ...stop, seconds: stop.seconds === null ? null : Math.max(0, stop.seconds).toFixed(1) })),
      isLonger: stops.meta.next_cursor !== null,
    })
  }

  async confirm(ctx: HttpContext) {
    const [digest, verdict] = [digestOf(ctx), verdictOf(ctx)]
    const running = (await listDigestVersions(digest)).reduce((sum, version) => sum + version.running, 0)
    return ctx.view.render('registry/kill_switch/judge', { digest, verdict, running })
  }

  async update(ctx: HttpContext) {
    const { reason: why } = await ctx.request.validateUsing(verdictValidator)
    return this.#judge(ctx, { digest: digestOf(ctx), verdict: verdictOf(ctx), reason: why })
  }

  async #judge(ctx: HttpContext, judgement: Omit<DigestVerdict, 'actor'>) {
    await this.judge.handle({ actor: ctx.actor, ...judgement })
    ctx.session.flash('success', ctx.i18n.t(`killswitch.done_${judgement.verdict}`))
    return ctx.response.redirect().toRoute('operator.digests.show', { digest: judgement.digest })
  }
}

/** A moderator who is an operator too acts on the operator's pages. */
const canJudge = (ctx: HttpContext) => areaOf(ctx) === 'operator'

function digestOf({ params }: HttpContext): string {
  const digest = params.digest as unknown
  if (!isDigest(digest)) throw new NotFound()
  return digest
}

function verdictOf({ params }: HttpContext): 'allow' | 'block' {
  const verdict = VERDICTS.find((one) => one === params.verdict)
  if (!verdict) throw new NotFound()
  return verdict
}
