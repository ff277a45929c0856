import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { findPublishedPlugin, roleMay } from '#registry/owners/publishing_policy'
import { ChangeTrusted } from '#registry/trusted/change_trusted'
import { Issuers } from '#registry/trusted/issuers'
import { listTrusted } from '#registry/trusted/list_trusted'
import { trustedValidator } from '#registry/trusted/trusted_json'
import { buildAudience } from '#registry/trusted/verify_build'
import type { HttpContext } from '@adonisjs/core/http'

/** The builds a plugin trusts, by page. */
@inject()
export default class TrustedPagesController {
  constructor(
    private readonly change: ChangeTrusted,
    private readonly issuers: Issuers
  ) {}

  async index({ actor, params, view }: HttpContext) {
    const plugin = await findPublishedPlugin(db, actor, params.id as string)
    const [publishers, issuers] = await Promise.all([listTrusted(plugin.id), this.issuers.list()])
    const mayChange = roleMay(plugin.role!, 'trusted-publishing')
    return view.render('registry/publishing/trusted', { plugin, publishers, issuers, mayChange, audience: buildAudience() })
  }

  async store(ctx: HttpContext) {
    const { environment, ...given } = await ctx.request.validateUsing(trustedValidator)
    const trusted = { ...given, environment: environment || null }
    await this.change.add({ actor: ctx.actor, plugin: ctx.params.id as string, trusted })
    return back(ctx, 'publishing.build_was_trusted')
  }

  async destroy(ctx: HttpContext) {
    const { id: plugin, publisher: id } = ctx.params as Record<string, string>
    await this.change.remove({ actor: ctx.actor, plugin, id })
    return back(ctx, 'publishing.build_was_removed')
  }
}

function back({ i18n, params, response, session }: HttpContext, said: string) {
  session.flash('success', i18n.t(said))
  return response.redirect().toRoute('publisher.trusted.index', { id: params.id as string })
}
