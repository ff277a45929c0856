import { shortId } from '#core/ids'
import { minorDigits } from '#core/money/money'
import { formatAgo, formatBytes, formatMoment, formatMoney, formatNumber, isoMoment, type Moment } from '#core/panels/formats'
import { toneOf, type Tone } from '#core/panels/tones'
import type { Column } from '#core/tables/table_definition'
import type { I18n } from '@adonisjs/i18n'

export type Cell = {
  kind: 'text' | 'time' | 'status' | 'badge' | 'code' | 'empty'
  text: string
  isNumeric?: boolean
  /** Too short to be broken over two lines. */
  isShort?: boolean
  iso?: string
  local?: string
  tone?: Tone
  href?: string
  layer?: string
  note?: string | null
}

const SHORT = 18

type MoneyValue = { amount: number; currency: string }

/** What a cell shows, ready for the template: views do no formatting of their own. */
export function cellOf<Row extends object>(column: Column<Row>, row: Row, i18n: I18n): Cell {
  const value = valueOf(column, row)
  const cell = value === null || value === undefined || value === '' ? { kind: 'empty' as const, text: '—' } : shown(column, value, i18n)
  return {
    ...cell,
    isShort: cell.text.length <= SHORT,
    tone: column.tone?.(row) ?? cell.tone,
    href: column.href?.(row),
    layer: column.layer,
    note: noteOf(column, row, { above: cell.text, i18n }),
  }
}

function shown<Row>(column: Column<Row>, value: unknown, i18n: I18n): Cell {
  const { locale } = i18n
  switch (column.format) {
    case 'number':
      return { kind: 'text', isNumeric: true, text: formatNumber(locale, Number(value)) }
    case 'bytes':
      return { kind: 'text', isNumeric: true, text: formatBytes(locale, Number(value)) }
    case 'money':
      return { kind: 'text', isNumeric: true, text: formatMoney(locale, value as MoneyValue) }
    case 'datetime':
    case 'date':
      return {
        kind: 'time',
        text: formatMoment(locale, value as Moment, column.format),
        iso: isoMoment(value as Moment),
        local: column.format,
      }
    case 'ago':
      return { kind: 'time', text: formatAgo(locale, value as Moment), iso: isoMoment(value as Moment), local: 'ago' }
    case 'status':
    case 'badge':
      return {
        kind: column.format,
        text: named(column.labels, value, i18n),
        tone: column.format === 'status' ? toneOf(String(value)) : undefined,
      }
    case 'boolean':
      return { kind: 'text', text: i18n.t(value ? 'ui.yes' : 'ui.no') }
    case 'id':
      return { kind: 'code', text: shortId(String(value)) }
    case 'code':
      return { kind: 'code', text: String(value) }
    default:
      return {
        kind: 'text',
        text:
          [value]
            .flat()
            .map((part) => named(column.labels, part, i18n))
            .join(', ') || '—',
      }
  }
}

/** The cell's value for a file: plain, unrounded, times in UTC, money in major units. */
export function exportedValue<Row extends object>(column: Column<Row>, row: Row): string | number | boolean | null {
  const value = valueOf(column, row)
  if (value === null || value === undefined) return null
  if (column.format === 'money') {
    const { amount, currency } = value as MoneyValue
    return amount / 10 ** minorDigits(currency)
  }
  if (column.format === 'datetime' || column.format === 'date' || column.format === 'ago') return isoMoment(value as Moment)
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
}

const valueOf = <Row extends object>(column: Column<Row>, row: Row): unknown =>
  column.value ? column.value(row) : (row as Record<string, unknown>)[column.key]

/** What the first line says already is not said again. */
function noteOf<Row extends object>(column: Column<Row>, row: Row, { above, i18n }: { above: string; i18n: I18n }): string | null {
  const note = column.note?.(row) ?? null
  return note === null || note === above ? null : named(column.noteLabels, note, i18n)
}

const named = (prefix: string | undefined, value: unknown, i18n: I18n) =>
  prefix ? i18n.t(prefix + String(value), {}, String(value)) : String(value)
