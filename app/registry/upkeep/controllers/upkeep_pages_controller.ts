import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { ArchivePlugin } from '#registry/upkeep/actions/archive_plugin'
import { NotFound } from '#core/http/exceptions'
import { assertMay, findPublishedPlugin } from '#registry/owners/publishing_policy'
import { DeletePlugin } from '#registry/upkeep/actions/delete_plugin'
import { deprecationFormValidator, reasonFormValidator } from '#registry/upkeep/validators'
import { DeprecatePlugin } from '#registry/upkeep/actions/deprecate_plugin'
import { readUpkeep } from '#registry/upkeep/queries/read_upkeep'
import type { HttpContext } from '@adonisjs/core/http'

const ACTS = ['archive', 'unarchive', 'delete', 'undeprecate'] as const

/** Deprecating, archiving and deleting, by page. */
@inject()
export default class UpkeepPagesController {
  constructor(
    private readonly deprecatePlugin: DeprecatePlugin,
    private readonly archivePlugin: ArchivePlugin,
    private readonly deletePlugin: DeletePlugin
  ) {}

  async show(ctx: HttpContext) {
    const plugin = await findForSettings(ctx)
    return ctx.view.render('registry/upkeep/show', { plugin, upkeep: await readUpkeep(db, plugin.id) })
  }

  async deprecate(ctx: HttpContext) {
    const { reason = null, replacement = null } = await ctx.request.validateUsing(deprecationFormValidator)
    await this.deprecatePlugin.handle({ actor: ctx.actor, plugin: ctx.params.id as string, deprecation: { reason, replacement } })
    return done(ctx, 'deprecate')
  }

  async confirm(ctx: HttpContext) {
    return ctx.view.render('registry/upkeep/confirm', { plugin: await findForSettings(ctx), act: actOf(ctx) })
  }

  async store(ctx: HttpContext) {
    const { reason } = await ctx.request.validateUsing(reasonFormValidator)
    const act = actOf(ctx)
    const about = { actor: ctx.actor, plugin: ctx.params.id as string, reason }
    if (act === 'undeprecate') await this.deprecatePlugin.handle({ ...about, deprecation: null })
    else if (act === 'delete') await this.deletePlugin.handle(about)
    else await this.archivePlugin.handle({ ...about, isArchived: act === 'archive' })
    return done(ctx, act)
  }
}

function actOf({ params }: HttpContext) {
  const act = ACTS.find((known) => known === params.act)
  if (!act) throw new NotFound()
  return act
}

async function findForSettings({ actor, params }: HttpContext) {
  const plugin = await findPublishedPlugin(db, actor, params.id as string)
  assertMay(actor, 'settings', plugin)
  return plugin
}

function done({ session, i18n, params, response }: HttpContext, act: string) {
  session.flash('success', i18n.t(`upkeep.done_${act}`))
  return act === 'delete'
    ? response.redirect().toRoute('publisher.plugins.index')
    : response.redirect().toRoute('publisher.upkeep.show', { id: params.id as string })
}
