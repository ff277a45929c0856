import { integerSetting } from '#core/settings/define_setting'

export const ownerInvitationDays = integerSetting('registry.owner_invitation_days', 7, { min: 1, max: 60, unit: 'd' })

/** Between accepting a transfer and its happening: the time in which the old owner can still say no. */
export const transferHours = integerSetting('registry.transfer_hours', 72, { min: 0, max: 2_160, unit: 'h' })
