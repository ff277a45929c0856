import vine from '@vinejs/vine'
import { inject } from '@adonisjs/core'
import { listVersions } from '#registry/dependencies/explain/line'
import { signaturesView } from '#registry/author_keys/signatures_view'
import { YankVersion } from '#registry/actions/yank_version'
import { findOwnVersion } from '#registry/queries/own_plugins'
import { findStranded } from '#registry/dependencies/queries/find_stranded'
import { stageView } from '#registry/stages/stage_view'
import { historyView } from '#registry/pages/history_view'
import { verdictOfReview } from '#registry/pages/verdict_view'
import type { HttpContext } from '@adonisjs/core/http'

const reasonValidator = vine.create({ reason: vine.string().trim().minLength(3).maxLength(500) })

/** One version of a publisher's own plugin: what the gate saw, what was decided, and taking it back. */
@inject()
export default class VersionsController {
  constructor(private readonly yankVersion: YankVersion) {}

  async show({ user, params, view, i18n }: HttpContext) {
    const review = await findOwnVersion(user!.id, params.id as string)
    return view.render('registry/publisher/version', {
      review,
      verdict: verdictOfReview(review, i18n),
      history: historyView(review.history, i18n),
      stage: await stageView(review, user!.id),
      ...(await signaturesView(review.id)),
    })
  }

  async confirmYank({ user, params, view }: HttpContext) {
    const review = await findOwnVersion(user!.id, params.id as string)
    const stranded = await findStranded(review)
    return view.render('registry/publisher/yank', {
      review,
      stranded: { count: stranded.length, plugins: listVersions(stranded.map(({ name }) => name)) },
    })
  }

  async yank(ctx: HttpContext) {
    const review = await findOwnVersion(ctx.user!.id, ctx.params.id as string)
    const { reason } = await ctx.request.validateUsing(reasonValidator)
    await this.yankVersion.handle({ actor: ctx.actor, plugin: review.plugin, version: review.version, reason })
    ctx.session.flash('success', ctx.i18n.t('registry.yanked', { plugin: review.plugin, version: review.version }))
    return ctx.response.redirect().toRoute('publisher.versions.show', { id: review.id })
  }

  async unyank(ctx: HttpContext) {
    const review = await findOwnVersion(ctx.user!.id, ctx.params.id as string)
    await this.yankVersion.handle({ actor: ctx.actor, plugin: review.plugin, version: review.version, isUndone: true })
    ctx.session.flash('success', ctx.i18n.t('registry.unyanked', { plugin: review.plugin, version: review.version }))
    return ctx.response.redirect().toRoute('publisher.versions.show', { id: review.id })
  }
}
