import { integerSetting } from '#core/settings/define_setting'

/** How long an unpaid order keeps its stock. */
export const unpaidMinutes = integerSetting('orders.unpaid_minutes', 20, { min: 1, max: 120, unit: 'min' })

/** A paid order the seller does not accept in this time is cancelled and refunded. */
export const acceptHours = integerSetting('orders.accept_hours', 48, { min: 1, max: 720, unit: 'h' })

/** After delivery the buyer may ask for a return this long; then the money goes to the seller. */
export const completeDays = integerSetting('orders.complete_days', 14, { min: 1, max: 90, unit: 'd' })

export const maxCartLines = integerSetting('orders.max_cart_lines', 100, { min: 1, max: 100 })
