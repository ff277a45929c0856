import vine from '@vinejs/vine'
import { VERSION_ACTS } from '#registry/takedowns/actions/withdraw_version'
import { WITHDRAWAL_ACTS } from '#registry/takedowns/actions/withdraw_plugin'

const reason = () => vine.string().trim().minLength(5).maxLength(2_000)

export const takedownValidator = vine.create({ reason: reason() })

/** A plugin that comes back needs no reason from old clients. */
export const restoreValidator = vine.create({ reason: reason().optional() })

export const quarantineValidator = vine.create({
  reason: reason(),
  days: vine.number().withoutDecimals().range([1, 90]).optional(),
  on_expiry: vine.enum(['release', 'take_down']).optional(),
})

export const withdrawalFormValidator = vine.create({
  act: vine.enum(WITHDRAWAL_ACTS),
  reason: reason(),
  note: vine.string().trim().maxLength(2_000).nullable().optional(),
  days: vine.number().withoutDecimals().range([1, 90]).optional(),
  on_expiry: vine.enum(['release', 'take_down']).optional(),
})

export const versionQuarantineValidator = vine.create({
  reason: reason(),
  days: vine.number().withoutDecimals().range([1, 90]).optional(),
  on_expiry: vine.enum(['release', 'remove']).optional(),
})

export const versionFormValidator = vine.create({
  act: vine.enum(VERSION_ACTS),
  reason: reason(),
  note: vine.string().trim().maxLength(2_000).nullable().optional(),
  days: vine.number().withoutDecimals().range([1, 90]).optional(),
  on_expiry: vine.enum(['release', 'remove']).optional(),
})

export const publisherFormValidator = vine.create({
  act: vine.enum(['restrict', 'lift']),
  reason: reason(),
  note: vine.string().trim().maxLength(2_000).nullable().optional(),
})

export const takenDownListValidator = vine.create({
  limit: vine.number().withoutDecimals().range([1, 100]).optional(),
  cursor: vine.string().maxLength(500).optional(),
})

export const digestValidator = vine.create({ reason: reason() })

export const logValidator = vine.create({
  after: vine.number().withoutDecimals().range([0, Number.MAX_SAFE_INTEGER]).optional(),
  limit: vine.number().withoutDecimals().range([1, 500]).optional(),
})
