import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { OpenStandingAppeal } from '#identity/blocks/open_standing_appeal'
import { readStanding } from '#identity/blocks/standing'
import { standingAppealDays } from '#identity/blocks/settings'
import { findOwnStrike } from '#identity/blocks/strike'
import { standingView } from '#identity/blocks/standing_view'
import { groundsValidator } from '#identity/blocks/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** What stands against oneself. There is no id of a person in the path: nobody reads another's. */
@inject()
export default class StandingPagesController {
  constructor(
    private readonly openAppeal: OpenStandingAppeal,
    private readonly settings: Settings
  ) {}

  async show({ user, view, i18n }: HttpContext) {
    const days = await this.settings.get(standingAppealDays)
    return view.render('rights/account/standing', { ...standingView(await readStanding(user!.id), { i18n, days }), days })
  }

  async create({ params, user, view }: HttpContext) {
    return view.render('rights/account/appeal', { strike: await findOwnStrike(params.id as string, user!.id) })
  }

  async store({ actor, params, request, response, session, user, i18n }: HttpContext) {
    const { grounds } = await request.validateUsing(groundsValidator)
    await this.openAppeal.handle({ actor, userId: user!.id, about: { strikeId: params.id as string }, grounds })
    session.flash('success', i18n.t('rights.appeal_sent'))
    return response.redirect().toRoute('account.standing.show')
  }
}
