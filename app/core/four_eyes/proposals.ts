import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { listFourEyesActs } from '#core/modules'
import { descending, keysetPage, type Page } from '#core/http/keyset'
import { ProposalNotFound } from '#core/four_eyes/exceptions'
import type { Access } from '#core/rights'
import type { Proposal } from '#core/four_eyes/four_eyes_act'

export const PROPOSAL_STATUSES = ['open', 'confirmed', 'rejected', 'withdrawn', 'expired'] as const
const COLUMNS = [
  ...['id', 'kind', 'subject_type', 'subject_id', 'subject_label', 'payload', 'reason', 'status', 'proposed_by', 'proposed_label'],
  ...['decided_by', 'decided_label', 'decision_note', 'created_at', 'expires_at', 'decided_at'],
]

export type Looker = { userId: string; access: Access }

/** Kinds somebody may confirm; of the others they see what they proposed themselves. */
export const confirmableKinds = (access: Access): string[] =>
  listFourEyesActs().flatMap(([kind, { permission }]) => (access.can(permission) ? [kind] : []))

/** What somebody may see of proposals, for lists to narrow further. */
export const proposalsFor = ({ userId, access }: Looker) =>
  db
    .from('proposals')
    .select(COLUMNS)
    .where((query) => void query.whereIn('kind', confirmableKinds(access)).orWhere('proposed_by', userId))

/** A page of them, newest first. */
export const listProposals = (
  looker: Looker,
  { status, kind, ...paging }: { status?: Proposal['status']; kind?: string; limit: number; cursor?: string }
): Promise<Page<Proposal>> => {
  const query = proposalsFor(looker)
  if (status) query.where('status', status)
  if (kind) query.where('kind', kind)
  const sort = descending('created_at', 'id')
  return keysetPage<Proposal>(query, { ...paging, sort })
}

/** Foreign ones look absent. Throws `ProposalNotFound`. */
export async function findProposal(id: string, { userId, access }: Looker): Promise<Proposal> {
  const [proposal] = await sqlRows<Proposal>(
    db,
    `select ${COLUMNS.join(', ')} from proposals where id = ? and (kind = any(?) or proposed_by = ?)`,
    [id, confirmableKinds(access), userId]
  )
  if (!proposal) throw new ProposalNotFound()
  return proposal
}
