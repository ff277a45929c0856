import vine from '@vinejs/vine'
import { ORDER_STATES } from '#orders/states'

export const listOrdersValidator = vine.create({
  state: vine.enum(ORDER_STATES).optional(),
  limit: vine.number().withoutDecimals().range([1, 100]).optional(),
  cursor: vine.string().maxLength(500).optional(),
})

const step = {
  /** The row version the person was looking at. */
  version: vine.number().withoutDecimals().positive().optional(),
  reason: vine.string().trim().minLength(1).maxLength(500).optional(),
}

export const sellerStepValidator = vine.create({
  event: vine.enum(['accept', 'pack', 'ship', 'deliver', 'cancel', 'approve_return', 'refuse_return', 'receive_return'] as const),
  ...step,
})

export const buyerStepValidator = vine.create({
  event: vine.enum(['cancel', 'complete', 'request_return', 'open_dispute'] as const),
  ...step,
})
