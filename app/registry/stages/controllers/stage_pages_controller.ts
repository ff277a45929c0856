import { inject } from '@adonisjs/core'
import { findOwnVersion } from '#registry/queries/own_plugins'
import { ApproveStage } from '#registry/stages/approve_stage'
import { ChangePublishing } from '#registry/stages/change_publishing'
import { EndStage } from '#registry/stages/end_stage'
import { publishingFormValidator } from '#registry/stages/stage_json'
import type { HttpContext } from '@adonisjs/core/http'

/** Releases that wait for owners, by page. */
@inject()
export default class StagePagesController {
  constructor(
    private readonly approveStage: ApproveStage,
    private readonly endStage: EndStage,
    private readonly changePublishing: ChangePublishing
  ) {}

  async approve(ctx: HttpContext) {
    const { pluginId: plugin, version } = await findOwnVersion(ctx.user!.id, ctx.params.id as string)
    await this.approveStage.handle({ actor: ctx.actor, plugin, version })
    return toVersion(ctx, 'publishing.you_agreed')
  }

  async withdraw(ctx: HttpContext) {
    const { pluginId: plugin, version } = await findOwnVersion(ctx.user!.id, ctx.params.id as string)
    await this.endStage.withdraw({ actor: ctx.actor, plugin, version })
    return toVersion(ctx, 'publishing.stage_was_withdrawn')
  }

  async rules(ctx: HttpContext) {
    const given = await ctx.request.validateUsing(publishingFormValidator)
    const rules = { require_stage_approvals: given.require_stage_approvals, trustpub_only: given.trusted_only ?? false }
    await this.changePublishing.handle({ actor: ctx.actor, plugin: ctx.params.id as string, rules })
    ctx.session.flash('success', ctx.i18n.t('publishing.rules_were_changed'))
    return ctx.response.redirect().toRoute('publisher.owners.index', { id: ctx.params.id as string })
  }
}

function toVersion({ i18n, params, response, session }: HttpContext, said: string) {
  session.flash('success', i18n.t(said))
  return response.redirect().toRoute('publisher.versions.show', { id: params.id as string })
}
