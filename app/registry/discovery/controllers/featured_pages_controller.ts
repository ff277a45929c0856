import vine from '@vinejs/vine'
import { inject } from '@adonisjs/core'
import { FeaturePlugin } from '#registry/discovery/featured/feature_plugin'
import { listFeatured } from '#registry/discovery/featured/list_featured'
import type { HttpContext } from '@adonisjs/core/http'

const moment = () =>
  vine
    .date({ formats: ['YYYY-MM-DD', 'YYYY-MM-DDTHH:mm', 'iso8601'] })
    .nullable()
    .optional()

const formValidator = vine.create({
  plugin: vine.string().trim().minLength(1).maxLength(64),
  position: vine.number().withoutDecimals().min(1).max(1000),
  starts_at: moment(),
  ends_at: moment(),
})

/** The operator's own list of what the marketplace shows first. */
@inject()
export default class FeaturedPagesController {
  constructor(private readonly feature: FeaturePlugin) {}

  async index({ view }: HttpContext) {
    const featured = await listFeatured()
    return view.render('registry/discovery/featured', { featured, nextPosition: Math.min((featured.at(-1)?.position ?? 0) + 10, 1000) })
  }

  async store({ actor, request, response, session, i18n }: HttpContext) {
    const { plugin, position, starts_at: startsAt = null, ends_at: endsAt = null } = await request.validateUsing(formValidator)
    const span = await this.feature.handle({ actor, plugin, position, startsAt, endsAt })
    session.flash('success', i18n.t('discovery.is_featured', { plugin: span.plugin }))
    return response.redirect().toRoute('operator.featured_plugins.index')
  }

  async destroy({ actor, params, response, session, i18n }: HttpContext) {
    const plugin = params.name as string
    await this.feature.remove({ actor, plugin })
    session.flash('success', i18n.t('discovery.is_unfeatured', { plugin }))
    return response.redirect().toRoute('operator.featured_plugins.index')
  }
}
