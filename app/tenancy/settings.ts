import { booleanSetting, integerSetting } from '#core/settings/define_setting'

/** Whether sellers may publish products before a moderator verified who they are. */
export const unverifiedMayPublish = booleanSetting('tenancy.unverified_may_publish', true)

/** How long a verification is good for; then the documents are shown anew. */
export const verificationDays = integerSetting('tenancy.verification_days', 365, { min: 1, max: 3_650, unit: 'd' })

/** How long the papers of a verification are kept once it is decided or over; then only the fact stays. */
export const documentRetentionDays = integerSetting('tenancy.document_retention_days', 365, { min: 1, max: 3_650, unit: 'd' })

/** The largest document; the form around it may have 8 MB. */
export const documentMegabytes = integerSetting('tenancy.document_megabytes', 5, { min: 1, max: 7, unit: 'MB' })
