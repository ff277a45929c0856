import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { FourEyes } from '#core/four_eyes/four_eyes'
import { findDecidable } from '#core/four_eyes/decidable'
import { confirmableKinds, findProposal, listProposals } from '#core/four_eyes/proposals'
import { decisionValidator, listProposalsValidator, toProposalJson } from '#core/four_eyes/proposal_json'
import type { HttpContext } from '@adonisjs/core/http'

const PAGE = 50

/** Acts that wait for a second person. One sees what one may confirm and what one proposed. */
@inject()
export default class ProposalsApiController {
  constructor(private readonly fourEyes: FourEyes) {}

  async index({ access, actor, request }: HttpContext) {
    if (!confirmableKinds(access).length) throw new Forbidden()
    const { limit = PAGE, ...filters } = await listProposalsValidator.validate(request.qs())
    const { data, meta } = await listProposals({ userId: actor.userId!, access }, { limit, ...filters })
    return { data: data.map(toProposalJson), meta }
  }

  async show({ access, actor, params }: HttpContext) {
    return { data: toProposalJson(await findProposal(params.id as string, { userId: actor.userId!, access })) }
  }

  async confirm(ctx: HttpContext) {
    const { id: proposalId } = await findDecidable(ctx, 'confirm')
    const { note } = await ctx.request.validateUsing(decisionValidator)
    return { data: toProposalJson(await this.fourEyes.confirm({ actor: ctx.actor, proposalId, note })) }
  }

  async reject(ctx: HttpContext) {
    const { id: proposalId } = await findDecidable(ctx, 'reject')
    const { note } = await ctx.request.validateUsing(decisionValidator)
    return { data: toProposalJson(await this.fourEyes.reject({ actor: ctx.actor, proposalId, note })) }
  }
}
