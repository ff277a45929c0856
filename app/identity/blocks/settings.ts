import { integerSetting } from '#core/settings/define_setting'

/** Strikes in force that weigh this much together propose a block; 0 never does. */
export const strikesUntilBlock = integerSetting('identity.strikes_until_block', 3, { min: 0, max: 1_000 })
/** How long a strike counts where nobody says otherwise. */
export const strikeDays = integerSetting('identity.strike_days', 180, { min: 1, max: 3_650, unit: 'd' })
/** How long a proposed block lasts. */
export const proposedBlockDays = integerSetting('identity.proposed_block_days', 30, { min: 1, max: 3_650, unit: 'd' })
/** How long after a block or a strike one may ask for a second look. */
export const standingAppealDays = integerSetting('identity.appeal_days', 30, { min: 1, max: 365, unit: 'd' })
