import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { appealView } from '#identity/blocks/standing_view'
import { isAppealSecret, appealPath } from '#identity/blocks/appeal_link'
import { findAppealOfBlock, findBlock, isAppealable, type Block } from '#identity/blocks/standing'
import { OpenStandingAppeal } from '#identity/blocks/open_standing_appeal'
import { standingAppealDays } from '#identity/blocks/settings'
import { groundsValidator } from '#identity/blocks/validators'
import { UnknownStandingAppeal } from '#identity/exceptions/standing'
import { AttemptLimits } from '#identity/attempt_limits'
import type { HttpContext } from '@adonisjs/core/http'

/** The way back for who is blocked and cannot sign in: a page behind the link of the letter. Without its secret there is no such page. */
@inject()
export default class AppealsController {
  constructor(
    private readonly openAppeal: OpenStandingAppeal,
    private readonly settings: Settings,
    private readonly limits: AttemptLimits
  ) {}

  async show({ params, request, response, view, i18n }: HttpContext) {
    response.header('Cache-Control', 'no-store')
    const block = await findLinked(params.id as string, request.qs().secret)
    const [appeal, days] = await Promise.all([findAppealOfBlock(block.id), this.settings.get(standingAppealDays)])
    return view.render('rights/public/appeal', {
      ...{ block, secret: String(request.qs().secret), appeal: appealView(appeal, i18n) },
      mayAppeal: !appeal && isAppealable({ ...block, ended: !!block.lifted_at }, days),
    })
  }

  async store({ actor, params, request, response, session, i18n }: HttpContext) {
    const block = await findLinked(params.id as string, request.input('secret'))
    await this.limits.signUp(request.ip())
    const { grounds } = await request.validateUsing(groundsValidator)
    await this.openAppeal.handle({ actor, userId: block.user_id, about: { blockId: block.id }, grounds })
    session.flash('success', i18n.t('rights.appeal_sent'))
    return response.redirect().toPath(appealPath(block.id))
  }
}

async function findLinked(id: string, secret: unknown): Promise<Block> {
  const block = isAppealSecret(id, secret) ? await findBlock(id) : null
  if (!block) throw new UnknownStandingAppeal()
  return block
}
