import { DateTime } from 'luxon'
import { numberFormat } from '#core/money/number_format'
import { Money } from '#core/money/money'

export type Moment = DateTime | Date | string | null | undefined
export type MomentStyle = 'datetime' | 'date' | 'time'

const STYLES: Record<MomentStyle, Intl.DateTimeFormatOptions> = {
  datetime: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** `formatMoney('ru', { amount: 199000, currency: 'RUB' })` is `1 990,00 ₽`. */
export const formatMoney = (locale: string, value: { amount: number; currency: string }) =>
  Money.of(value.amount, value.currency).format(locale)

/** In the reader's language: `1 990,5` in Russian. */
export const formatNumber = (locale: string, value: number, options: Intl.NumberFormatOptions = {}) =>
  numberFormat(locale, options).format(value)

/** In the largest unit that leaves a whole part: `1.4 MB`. */
export function formatBytes(locale: string, bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']
  const power = bytes > 0 ? Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), units.length - 1) : 0
  return formatNumber(locale, bytes / 1024 ** power, {
    style: 'unit',
    unit: units[power],
    maximumFractionDigits: power ? 1 : 0,
    unitDisplay: 'short',
  })
}

/** In UTC: the browser turns `<time data-local>` into its own zone. */
export function formatMoment(locale: string, value: Moment, style: MomentStyle = 'datetime'): string {
  const moment = toDateTime(value)
  if (!moment) return '—'
  const key = `${locale} ${style}`
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...STYLES[style], timeZone: 'UTC' })
  formatters.set(key, formatter)
  return formatter.format(moment.toMillis())
}

/** For `datetime` attributes; empty where there is no time. */
export const isoMoment = (value: Moment) => toDateTime(value)?.toISO() ?? ''

/** "3 minutes ago", in the reader's language. */
export const formatAgo = (locale: string, value: Moment) => toDateTime(value)?.setLocale(locale).toRelative() ?? '—'

/** Up to two letters for an avatar. */
export const initialsOf = (name: string) =>
  name
    .split(/[\s@.]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => word[0].toUpperCase())
    .join('')

function toDateTime(value: Moment): DateTime | null {
  if (!value) return null
  if (value instanceof DateTime) return value
  const moment = value instanceof Date ? DateTime.fromJSDate(value) : DateTime.fromISO(value, { setZone: true })
  return moment.isValid ? moment.toUTC() : null
}
