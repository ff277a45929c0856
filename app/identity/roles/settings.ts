import { booleanSetting } from '#core/settings/define_setting'

/**
 * Whether a second superadmin has to confirm who becomes one. The terminal is asked nothing: it owns the machine. It alone changes
 * this as well, or one superadmin could do without the other.
 */
export const superadminNeedsTwo = booleanSetting('identity.superadmin_needs_two', true, { isOfTerminal: true })
