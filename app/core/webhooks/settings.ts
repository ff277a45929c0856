import { integerSetting } from '#core/settings/define_setting'

export const webhooksPerOwner = integerSetting('core.webhooks_per_owner', 20, { min: 1, max: 1_000 })

export const webhookTimeoutMs = integerSetting('core.webhook_timeout_ms', 10_000, { min: 500, max: 30_000, unit: 'ms' })

/** Both have to be reached: a busy receiver's bad minute is not the end. */
export const webhookMostFailures = integerSetting('core.webhook_failures', 30, { min: 1, max: 10_000 })
export const webhookFailingHours = integerSetting('core.webhook_failing_hours', 24, { min: 0, max: 720, unit: 'h' })

export const webhookRetentionDays = integerSetting('core.webhook_retention_days', 30, { min: 1, max: 365, unit: 'd' })

export const webhookSettings = [webhooksPerOwner, webhookTimeoutMs, webhookMostFailures, webhookFailingHours, webhookRetentionDays]
