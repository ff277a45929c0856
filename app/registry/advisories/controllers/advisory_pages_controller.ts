import { inject } from '@adonisjs/core'
import { NotFound } from '#core/http/exceptions'
import { DraftAdvisory } from '#registry/advisories/actions/draft_advisory'
import { RewriteAdvisory } from '#registry/advisories/actions/rewrite_advisory'
import { ChangeAdvisoryStatus } from '#registry/advisories/actions/change_advisory_status'
import { SEVERITIES } from '#registry/advisories/advisory'
import { actsOf, isPublicAdvisory, isUnpublished, type AdvisoryAct } from '#registry/advisories/advisory_states'
import { readableAdvisory } from '#registry/advisories/advisory_rights'
import { advisoryView } from '#registry/advisories/pages/advisory_view'
import { advisoryHistory } from '#registry/advisories/pages/advisory_history'
import { formOf, readAdvisoryForm, refuseUnknownPlugin } from '#registry/advisories/pages/advisory_form'
import { ADVISORY_TABLES } from '#registry/advisories/tables/advisories_table'
import { advisoryRows, ownAdvisoryRows } from '#registry/advisories/queries/advisory_rows'
import { AdvisoryNotFound } from '#registry/advisories/exceptions'
import { findPublicAdvisory } from '#registry/advisories/queries/find_advisory'
import { listAffectedInstallations } from '#registry/advisories/queries/affected_installations'
import { advisoryActValidator, advisoryRefusalValidator } from '#registry/advisories/validators'
import type { HttpContext } from '@adonisjs/core/http'
import type { Advisory } from '#registry/advisories/advisory'

const SHOWN = 20

/** Advisories as moderators see all of them, and publishers their own: drafting, saying anew, deciding. */
@inject()
export default class AdvisoryPagesController {
  constructor(
    private readonly draft: DraftAdvisory,
    private readonly rewrite: RewriteAdvisory,
    private readonly statuses: ChangeAdvisoryStatus
  ) {}

  index(ctx: HttpContext) {
    const area = areaOf(ctx)
    const rows = () => (area === 'moderator' ? advisoryRows() : ownAdvisoryRows(ctx.user!.id))
    return ADVISORY_TABLES[area].render(ctx, rows, { view: 'registry/advisories/index', data: { area } })
  }

  create(ctx: HttpContext) {
    const affected = ctx.request.qs().plugin as unknown
    const form = { affected: typeof affected === 'string' ? `${affected.slice(0, 64)} ` : '' }
    return ctx.view.render('registry/advisories/form', { area: areaOf(ctx), form, advisory: null, severities: SEVERITIES })
  }

  async store(ctx: HttpContext) {
    const { text } = await readAdvisoryForm(ctx)
    const { code } = await this.draft.handle(writer(ctx), text).catch((error: unknown) => refuseUnknownPlugin(error, ctx.i18n))
    ctx.session.flash('success', ctx.i18n.t('advisories.drafted', { advisory: code }))
    return ctx.response.redirect(`/${areaOf(ctx)}/advisories/${code}`)
  }

  async show(ctx: HttpContext) {
    const area = areaOf(ctx)
    const advisory = await find(ctx)
    const isStaff = area === 'moderator'
    const installations = isStaff ? await listAffectedInstallations({ advisoryId: advisory.id }, { limit: SHOWN }) : null
    return ctx.view.render('registry/advisories/show', {
      area,
      advisory: advisoryView(advisory, ctx.i18n),
      acts: actsFor(ctx, advisory),
      canEdit: canEdit(ctx, advisory),
      installations,
      history: await advisoryHistory(advisory.id, ctx.i18n),
    })
  }

  async edit(ctx: HttpContext) {
    const advisory = await find(ctx)
    if (!canEdit(ctx, advisory)) throw new NotFound()
    const isPublished = isPublicAdvisory(advisory.status)
    return ctx.view.render('registry/advisories/form', {
      ...{ area: areaOf(ctx), form: formOf(advisory), advisory, isPublished, severities: SEVERITIES },
    })
  }

  async update(ctx: HttpContext) {
    const { id, code } = await find(ctx)
    const change = await readAdvisoryForm(ctx)
    await this.rewrite.handle(writer(ctx), { advisoryId: id, ...change }).catch((error: unknown) => refuseUnknownPlugin(error, ctx.i18n))
    ctx.session.flash('success', ctx.i18n.t('advisories.rewritten', { advisory: code }))
    return ctx.response.redirect(`/${areaOf(ctx)}/advisories/${code}`)
  }

  async confirm(ctx: HttpContext) {
    const advisory = await find(ctx)
    const act = ctx.params.act as AdvisoryAct
    if (!actsFor(ctx, advisory).includes(act)) throw new NotFound()
    return ctx.view.render('registry/advisories/act', { area: areaOf(ctx), advisory, act })
  }

  async act(ctx: HttpContext) {
    const advisory = await find(ctx)
    const act = ctx.params.act as AdvisoryAct
    if (!actsFor(ctx, advisory).includes(act)) throw new NotFound()
    const { reason } = isRefusal(act)
      ? await ctx.request.validateUsing(advisoryRefusalValidator)
      : await ctx.request.validateUsing(advisoryActValidator)
    await this.statuses.handle({ actor: ctx.actor, advisoryId: advisory.id, act, reason })
    ctx.session.flash('success', ctx.i18n.t(`advisories.done_${act}`, { advisory: advisory.code }))
    return ctx.response.redirect(`/${areaOf(ctx)}/advisories/${advisory.code}`)
  }
}

const areaOf = ({ route }: Pick<HttpContext, 'route'>) => (route?.name?.startsWith('moderator.') ? 'moderator' : 'publisher')

/** On the publisher's pages a moderator writes as a publisher does. */
const writer = (ctx: HttpContext) => ({ actor: ctx.actor, isModerator: areaOf(ctx) === 'moderator' })

/** What is public about their plugins publishers find here too. */
async function find(ctx: HttpContext): Promise<Advisory> {
  const code = ctx.params.id as string
  return readableAdvisory(ctx, code).catch((error: unknown) => {
    if (error instanceof AdvisoryNotFound) return findPublicAdvisory(code)
    throw error
  })
}

/** Publishing an update is done by editing. */
const actsFor = (ctx: HttpContext, { status, created_by: author }: Advisory): AdvisoryAct[] => {
  const acts = actsOf(status).filter((act) => act !== 'update')
  return areaOf(ctx) === 'moderator' ? acts : acts.filter((act) => act === 'submit' && author === ctx.user!.id)
}

const canEdit = (ctx: HttpContext, { status, created_by: author }: Advisory) =>
  areaOf(ctx) === 'moderator' ? isUnpublished(status) || actsOf(status).includes('update') : status === 'draft' && author === ctx.user!.id

const isRefusal = (act: AdvisoryAct) => act === 'withdraw' || act === 'reject'
