import vine from '@vinejs/vine'
import { PROPOSAL_STATUSES } from '#core/four_eyes/proposals'
import { nullable, string } from '#core/http/openapi/words'
import type { Proposal } from '#core/four_eyes/four_eyes_act'

export const listProposalsValidator = vine.create({
  status: vine.enum(PROPOSAL_STATUSES).optional(),
  kind: vine.string().maxLength(80).optional(),
  limit: vine.number().withoutDecimals().min(1).max(100).optional(),
  cursor: vine.string().maxLength(1000).optional(),
})

const note = () => vine.string().trim().minLength(3).maxLength(1000)

/** Programs say why; the page may leave it out. */
export const decisionValidator = vine.create({ note: note() })
export const decisionNoteValidator = vine.create({ note: note().nullable().optional() })

/** Times as texts; for the API. */
export const toProposalJson = ({ created_at: at, expires_at: ends, decided_at: decided, ...proposal }: Proposal) => ({
  ...proposal,
  created_at: at.toISOString(),
  expires_at: ends.toISOString(),
  decided_at: decided?.toISOString() ?? null,
})

export const PROPOSAL_SCHEMA = {
  type: 'object',
  required: ['id', 'kind', 'subject_type', 'subject_id', 'status', 'reason', 'created_at', 'expires_at'],
  properties: {
    ...{ id: string, kind: string, subject_type: string, subject_id: string, subject_label: string, reason: string },
    payload: { type: 'object' },
    status: { enum: [...PROPOSAL_STATUSES] },
    ...{ proposed_by: nullable, proposed_label: nullable, decided_by: nullable, decided_label: nullable, decision_note: nullable },
    ...{ created_at: string, expires_at: string, decided_at: nullable },
  },
}
