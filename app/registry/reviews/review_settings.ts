import { integerSetting } from '#core/settings/define_setting'

export const reviewsPerHour = integerSetting('registry.reviews_per_hour', 20, { min: 1, max: 1_000 })

export const votesPerHour = integerSetting('registry.votes_per_hour', 120, { min: 1, max: 10_000 })

export const flagsPerDay = integerSetting('registry.flags_per_day', 20, { min: 1, max: 1_000 })

/** The weight of flags at which moderators are asked. */
export const flagThreshold = integerSetting('registry.flag_threshold', 3, { min: 1, max: 100 })

/** Flags of younger accounts are kept, but weigh nothing. */
export const flagAccountDays = integerSetting('registry.flag_account_days', 7, { min: 0, max: 365, unit: 'd' })

/** What counts as a young account for the rule below. */
export const youngAccountHours = integerSetting('registry.young_account_hours', 24, { min: 0, max: 720, unit: 'h' })

/** Reviews of one plugin a day by young accounts that never had it; more of them are held until the account is old enough. */
export const youngReviewsPerDay = integerSetting('registry.young_reviews_per_day', 5, { min: 0, max: 1_000 })

/** How many reviews of the average rating each plugin is thought to have besides its own. */
export const ratingPriorWeight = integerSetting('registry.rating_prior_weight', 10, { min: 0, max: 1_000 })

export const reviewSettings = [
  ...[reviewsPerHour, votesPerHour, flagsPerDay, flagThreshold, flagAccountDays],
  ...[youngAccountHours, youngReviewsPerDay, ratingPriorWeight],
]
