import { formatNumber } from '#core/panels/formats'
import type { I18n } from '@adonisjs/i18n'
import type { QuotaUse, Usage } from '#tenancy/quotas/find_usage'

export type UsageMeter = { name: string; label: string; text: string; percent: number | null; isNear: boolean }

/** What the plan includes and what of it is used, as bars. */
export const usageMeters = ({ quotas }: Usage, i18n: I18n): UsageMeter[] =>
  quotas.map((quota) => ({
    name: quota.name,
    label: i18n.t(`tenancy.quota_${quota.name}`),
    text: textOf(quota, i18n),
    percent: quota.percent,
    isNear: quota.percent !== null && quota.percent >= 80,
  }))

function textOf({ used, most, per }: QuotaUse, i18n: I18n): string {
  if (per === 'shortest') return i18n.t('tenancy.quota_shortest', { minutes: most })
  return i18n.t(per === 'day' ? 'tenancy.quota_of_day' : 'tenancy.quota_of', { used: short(used ?? 0, i18n), most: short(most, i18n) })
}

const short = (value: number, { locale }: I18n) =>
  formatNumber(locale, value, value >= 100_000 ? { notation: 'compact', maximumFractionDigits: 1 } : {})
