import { stringSetting } from '#core/settings/define_setting'

/** `sandbox`, or `plugin.<installation id>`: who takes new payments. What was begun stays with whom it was begun. */
export const paymentProvider = stringSetting('payments.provider', 'sandbox')
