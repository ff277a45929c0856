import { inject } from '@adonisjs/core'
import { FourEyes } from '#core/four_eyes/four_eyes'
import { findDecidable } from '#core/four_eyes/decidable'
import { confirmableKinds, findProposal, proposalsFor } from '#core/four_eyes/proposals'
import { decisionNoteValidator } from '#core/four_eyes/proposal_json'
import { proposalsTable } from '#core/four_eyes/proposals_table'
import type { HttpContext } from '@adonisjs/core/http'

/** Acts that wait for a second person: what one may confirm, and what one proposed. */
@inject()
export default class ProposalPagesController {
  constructor(private readonly fourEyes: FourEyes) {}

  async index(ctx: HttpContext) {
    const looker = { userId: ctx.actor.userId!, access: ctx.access }
    return proposalsTable.render(ctx, () => proposalsFor(looker), { view: 'rights/operator/proposals' })
  }

  async show({ access, actor, params, view }: HttpContext) {
    const proposal = await findProposal(params.id as string, { userId: actor.userId!, access })
    const isOwn = proposal.proposed_by === actor.userId
    const concernsMe = proposal.subject_type === 'user' && proposal.subject_id === actor.userId
    const isOpen = proposal.status === 'open' && proposal.expires_at.getTime() > Date.now()
    const mayDecide = confirmableKinds(access).includes(proposal.kind)
    return view.render('rights/operator/proposal', {
      ...{ proposal, isOwn, isOpen },
      mayConfirm: isOpen && mayDecide && !isOwn && !concernsMe,
      mayReject: isOpen && (mayDecide || isOwn),
    })
  }

  async confirm(ctx: HttpContext) {
    const { id: proposalId } = await findDecidable(ctx, 'confirm')
    const { note } = await ctx.request.validateUsing(decisionNoteValidator)
    await this.fourEyes.confirm({ actor: ctx.actor, proposalId, note })
    ctx.session.flash('success', ctx.i18n.t('rights.proposal_done_confirmed'))
    return ctx.response.redirect().toRoute('operator.proposals.show', { id: proposalId })
  }

  async reject(ctx: HttpContext) {
    const { id: proposalId } = await findDecidable(ctx, 'reject')
    const { note } = await ctx.request.validateUsing(decisionNoteValidator)
    const { status } = await this.fourEyes.reject({ actor: ctx.actor, proposalId, note })
    ctx.session.flash('success', ctx.i18n.t(`rights.proposal_done_${status}`))
    return ctx.response.redirect().toRoute('operator.proposals.show', { id: proposalId })
  }
}
