import db from '@adonisjs/lucid/services/db'
import { roleMay, type OwnerRole } from '#registry/owners/publishing_policy'
import { findStage, type StageRow } from '#registry/stages/find_stage'

export type StageView = StageRow & { mayApprove: boolean; mayWithdraw: boolean }

/** What a version's page shows of its wait, and what the reader may do about it; null for one that is not staged. */
export async function stageView({ id, pluginId, status }: { id: string; pluginId: string; status: string }, userId: string) {
  const stage = status === 'staged' ? await findStage(id) : null
  if (!stage) return null
  const owner = (await db.from('plugin_people').where({ plugin_id: pluginId, user_id: userId }).select('role').first()) as
    { role: OwnerRole } | undefined
  const isApprover = !!owner && roleMay(owner.role, 'stages')
  const isRequester = stage.requested_by === userId
  const hasApproved = stage.approvals.some(({ user_id: approver }) => approver === userId)
  return { ...stage, mayApprove: isApprover && !isRequester && !hasApproved, mayWithdraw: isApprover || isRequester }
}
