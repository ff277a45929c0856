import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import UserPolicy from '#identity/policies/user_policy'
import BlockUser from '#identity/actions/block_user'
import UnblockUser from '#identity/actions/unblock_user'
import { findAccount } from '#identity/queries/find_account'
import { GiveStrike } from '#identity/blocks/give_strike'
import { findStrikeOwner } from '#identity/blocks/strike'
import { readStanding } from '#identity/blocks/standing'
import { toFullStandingJson } from '#identity/blocks/standing_json'
import { blockValidator, strikeValidator } from '#identity/blocks/validators'
import { reasonValidator } from '#identity/validators/account'
import type { HttpContext } from '@adonisjs/core/http'

/** Blocks and strikes of an account, for staff's programs. */
@inject()
export default class StandingApiController {
  constructor(
    private readonly blockUser: BlockUser,
    private readonly unblockUser: UnblockUser,
    private readonly strikes: GiveStrike
  ) {}

  async show({ bouncer, params }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('viewStanding')
    const account = await findAccount(params.id as string)
    return { data: toFullStandingJson(await readStanding(account.id)) }
  }

  async block({ actor, bouncer, params, request, response }: HttpContext) {
    const account = await findAccount(params.id as string)
    await bouncer.with(UserPolicy).authorize('block', account)
    const { days, ...block } = await request.validateUsing(blockValidator)
    await this.blockUser.handle({ actor, userId: account.id, ...block, expiresAt: days ? Clock.now().plus({ days }) : null })
    return response.noContent()
  }

  async unblock({ actor, bouncer, params, request, response }: HttpContext) {
    const account = await findAccount(params.id as string)
    await bouncer.with(UserPolicy).authorize('block', account)
    const { reason } = await request.validateUsing(reasonValidator)
    await this.unblockUser.handle({ actor, userId: account.id, reason })
    return response.noContent()
  }

  async strike({ actor, bouncer, params, request, response }: HttpContext) {
    const account = await findAccount(params.id as string)
    await bouncer.with(UserPolicy).authorize('strike', account)
    const { weight = 1, ...strike } = await request.validateUsing(strikeValidator)
    const { strikeId, proposalId } = await this.strikes.handle({ actor, userId: account.id, weight, ...strike })
    return response.created({ data: { strike_id: strikeId, proposal_id: proposalId } })
  }

  async withdraw({ actor, bouncer, params, request, response }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('viewStanding')
    const account = await findAccount(await findStrikeOwner(params.id as string))
    await bouncer.with(UserPolicy).authorize('strike', account)
    const { reason } = await request.validateUsing(reasonValidator)
    await this.strikes.withdraw({ actor, strikeId: params.id as string, reason })
    return response.noContent()
  }
}
