import vine from '@vinejs/vine'

const text = () => vine.string().minLength(1).maxLength(200).optional()
const moment = () => vine.date({ formats: ['iso8601'] }).optional()

export const ownAuditValidator = vine.create({
  action: text(),
  target_type: text(),
  target_id: text(),
  actor_id: vine.string().uuid().optional(),
  since: moment(),
  until: moment(),
  sort: vine.enum(['at', '-at'] as const).optional(),
  limit: vine.number().withoutDecimals().range([1, 100]).optional(),
  cursor: vine.string().maxLength(500).optional(),
})
