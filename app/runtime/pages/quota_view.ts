import { formatNumber } from '#core/panels/formats'
import type { I18n } from '@adonisjs/i18n'
import type { UsedToday } from '#runtime/quotas/used_today'

export interface QuotaMeter {
  label: string
  text: string
  percent: number
  isFull: boolean
}

/** What a plan includes and what of it is used, as meters. */
export function quotaView(used: UsedToday, limits: { installations: number; runs: number; fuel: number }, i18n: I18n) {
  const meter = (key: string, amount: number, most: number): QuotaMeter => ({
    label: i18n.t(`runtime.quota_${key}`),
    text: i18n.t('runtime.quota_of', { used: short(amount, i18n), most: short(most, i18n) }),
    percent: most > 0 ? Math.min(Math.round((amount / most) * 100), 100) : 100,
    isFull: amount >= most,
  })
  const meters = [
    meter('runs', used.runs, limits.runs),
    meter('fuel', used.fuel, limits.fuel),
    meter('installations', used.installations, limits.installations),
  ]
  return { plan: used.plan, meters, isUsedUp: meters[0]!.isFull || meters[1]!.isFull }
}

const short = (value: number, { locale }: I18n) =>
  formatNumber(locale, value, value >= 100_000 ? { notation: 'compact', maximumFractionDigits: 1 } : {})
