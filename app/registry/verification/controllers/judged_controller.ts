import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { isId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { NotFound } from '#core/http/exceptions'
import { judgedPlugins, judgedPublishers, type JudgedPlugin } from '#registry/verification/queries/judged'
import { JUDGED_PLUGINS, JUDGED_PUBLISHERS } from '#registry/verification/tables/judged_tables'
import { findStanding } from '#registry/verification/queries/publisher_standing'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'
import { PublisherNotFound } from '#registry/exceptions/refusals'
import { verifyFormValidator } from '#registry/verification/validators'
import { VerifyPlugin } from '#registry/actions/verify_plugin'
import { VerifyPublisher } from '#registry/verification/actions/verify_publisher'
import type { HttpContext } from '@adonisjs/core/http'

/** Where administrators vouch for publishers and plugins. */
@inject()
export default class JudgedController {
  constructor(
    private readonly verifyPlugin: VerifyPlugin,
    private readonly verifyPublisher: VerifyPublisher
  ) {}

  publishers(ctx: HttpContext) {
    return JUDGED_PUBLISHERS.render(ctx, () => judgedPublishers(), { view: 'registry/verification/judged', data: { what: 'publishers' } })
  }

  plugins(ctx: HttpContext) {
    return JUDGED_PLUGINS.render(ctx, () => judgedPlugins(), { view: 'registry/verification/judged', data: { what: 'plugins' } })
  }

  async publisher({ params, view }: HttpContext) {
    if (!isId(params.id as string)) throw new PublisherNotFound()
    return view.render('registry/verification/publisher', { publisher: await findStanding(db, { id: params.id as string }) })
  }

  async plugin({ params, view }: HttpContext) {
    return view.render('registry/verification/plugin', { plugin: await findPlugin(params.id as string) })
  }

  async storePublisher(ctx: HttpContext) {
    const { reason } = await ctx.request.validateUsing(verifyFormValidator)
    const id = ctx.params.id as string
    if (!isId(id)) throw new PublisherNotFound()
    const { name } = await this.verifyPublisher.handle({ actor: ctx.actor, publisher: { id }, isVerified: isAsked(ctx), reason })
    return done(ctx, 'publishers', name)
  }

  async storePlugin(ctx: HttpContext) {
    const { name } = await findPlugin(ctx.params.id as string)
    await this.verifyPlugin.handle({ actor: ctx.actor, plugin: name, isVerified: isAsked(ctx) })
    return done(ctx, 'plugins', name)
  }
}

function isAsked({ params }: HttpContext): boolean {
  if (params.act !== 'verify' && params.act !== 'unverify') throw new NotFound()
  return params.act === 'verify'
}

async function findPlugin(id: string) {
  const [plugin] = isId(id)
    ? await sqlRows<JudgedPlugin & { description: string }>(
        db,
        `select p.id, p.name, p.description, b.name as publisher, p.downloads_total, p.verified_at, p.created_at
           from plugins p join publishers b on b.id = p.publisher_id where p.id = ? and ${PUBLIC_PLUGIN}`,
        [id]
      )
    : []
  if (!plugin) throw new NotFound()
  return plugin
}

function done({ session, i18n, params, response }: HttpContext, what: 'publishers' | 'plugins', name: string) {
  session.flash('success', i18n.t(`verification.done_${params.act as string}`, { name }))
  return response.redirect().toRoute(`operator.verification.${what}`)
}
