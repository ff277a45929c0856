import { Forbidden } from '#core/http/exceptions'
import { confirmableKinds, findProposal } from '#core/four_eyes/proposals'
import type { Proposal } from '#core/four_eyes/four_eyes_act'
import type { HttpContext } from '@adonisjs/core/http'

/** A proposal that somebody may decide: by the right its kind names; who proposed it may only take it back. */
export async function findDecidable({ access, actor, params }: HttpContext, decision: 'confirm' | 'reject'): Promise<Proposal> {
  const proposal = await findProposal(params.id as string, { userId: actor.userId!, access })
  const isOwn = proposal.proposed_by === actor.userId && decision === 'reject'
  if (!isOwn && !confirmableKinds(access).includes(proposal.kind)) throw new Forbidden()
  return proposal
}
