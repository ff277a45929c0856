import { integerSetting } from '#core/settings/define_setting'

/** How long a thing may wait for a decision; what speaks against it shortens the time. */
export const dueHours = integerSetting('moderation.due_hours', 48, { min: 1, max: 720, unit: 'h' })

/** For how long a claim keeps other moderators from deciding. */
export const claimMinutes = integerSetting('moderation.claim_minutes', 30, { min: 1, max: 1_440, unit: 'min' })
