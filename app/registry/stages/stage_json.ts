import vine from '@vinejs/vine'
import { integer, object, string } from '#core/http/openapi/words'
import type { StageRow } from '#registry/stages/find_stage'

export const publishingValidator = vine.create({
  require_stage_approvals: vine.number().withoutDecimals().min(0).max(10).optional(),
  trusted_only: vine.boolean({ strict: true }).optional(),
})

/** As a page's form sends it: a box that is not ticked is not there. */
export const publishingFormValidator = vine.create({
  require_stage_approvals: vine.number().withoutDecimals().min(0).max(10),
  trusted_only: vine.boolean().optional(),
})

export const toStageJson = (stage: StageRow) => ({
  version: stage.version,
  version_id: stage.version_id,
  requested_by: stage.requested_by,
  needed: stage.needed,
  approvals: stage.approvals.map(({ user_id: id, at }) => ({ user_id: id, at: new Date(at).toISOString() })),
  created_at: stage.created_at.toISOString(),
  expires_at: stage.expires_at.toISOString(),
})

const STAGE = object({
  ...{ version: string, version_id: string, requested_by: string, needed: integer, created_at: string, expires_at: string },
  approvals: { type: 'array', items: object({ user_id: string, at: string }) },
})

export const STAGES = object({ stages: { type: 'array', items: STAGE } })
export const STAGE_ANSWER = object({ success: { type: 'boolean' }, version: string, status: string, approvals: integer, needed: integer })
export const PUBLISHING = object({ require_stage_approvals: integer, trusted_only: { type: 'boolean' } })
