import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { AttemptLimits } from '#identity/attempt_limits'
import { UnknownStandingAppeal } from '#identity/exceptions/standing'
import { APPEAL_TOKEN_SECONDS, issueAppealToken, readAppealToken } from '#identity/blocks/appeal_token'
import { OpenStandingAppeal } from '#identity/blocks/open_standing_appeal'
import { ProveBlocked } from '#identity/blocks/prove_blocked'
import { standingAppealDays } from '#identity/blocks/settings'
import { findAppealOfBlock, findBlock, isAppealable, type Block } from '#identity/blocks/standing'
import { toAppealJson, toBlockJson } from '#identity/blocks/standing_json'
import { appealTokenValidator, appealValidator } from '#identity/blocks/validators'
import { signInValidator } from '#identity/validators/account'
import type { HttpContext } from '@adonisjs/core/http'

/** The way back for programs of who is blocked: no token of theirs is worth anything, but one for this. */
@inject()
export default class AppealsApiController {
  constructor(
    private readonly proveBlocked: ProveBlocked,
    private readonly openAppeal: OpenStandingAppeal,
    private readonly settings: Settings,
    private readonly limits: AttemptLimits
  ) {}

  async token({ request, response }: HttpContext) {
    const credentials = await request.validateUsing(signInValidator)
    const token = issueAppealToken(await this.proveBlocked.handle({ ...credentials, ip: request.ip() }))
    return response.header('Cache-Control', 'no-store').json({ data: { appeal_token: token, expires_in: APPEAL_TOKEN_SECONDS } })
  }

  async show({ request, response }: HttpContext) {
    const { appeal_token: token } = await request.validateUsing(appealTokenValidator)
    const block = await findOpened(token)
    const [appeal, days] = await Promise.all([findAppealOfBlock(block.id), this.settings.get(standingAppealDays)])
    const mayAppeal = !appeal && isAppealable({ ...block, ended: !!block.lifted_at }, days)
    const data = { block: toBlockJson(block), appeal: appeal && toAppealJson(appeal), may_appeal: mayAppeal }
    return response.header('Cache-Control', 'no-store').json({ data })
  }

  async store({ actor, request, response }: HttpContext) {
    const { appeal_token: token, grounds } = await request.validateUsing(appealValidator)
    const block = await findOpened(token)
    await this.limits.signUp(request.ip())
    const id = await this.openAppeal.handle({ actor, userId: block.user_id, about: { blockId: block.id }, grounds })
    return response.created({ data: { appeal_id: id } })
  }
}

async function findOpened(token: string): Promise<Block> {
  const blockId = readAppealToken(token)
  const block = blockId && (await findBlock(blockId))
  if (!block) throw new UnknownStandingAppeal()
  return block
}
