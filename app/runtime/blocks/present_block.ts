import { renderChart } from '#core/charts/render_chart'
import { formatMoment, formatMoney, formatNumber, isoMoment } from '#core/panels/formats'
import { settingsForm, type SettingField } from '#runtime/manifest/settings_form'
import type { I18n } from '@adonisjs/i18n'
import type { ChartView } from '#core/charts/chart_spec'
import type { SchemaProblem } from '#runtime/manifest/schema_checker'
import type { PanelOfBlocks } from '#runtime/blocks/find_block'
import type {
  BlockCell,
  BlockElement,
  CardElement,
  ChartElement,
  FormElement,
  MoneyCell,
  TableElement,
  Tone,
} from '#runtime/blocks/block_hook'

type CellView = { text: string; isNumeric: boolean; href?: string; iso?: string; heading: string }
type FieldView = SettingField & { id: string; errors?: string[] }

export type ElementView =
  | { kind: 'cards'; cards: { label: string; value: string; delta?: string; hint?: string; tone?: Tone }[] }
  | { kind: 'table'; title: string; head: { label: string; isNumeric: boolean }[]; rows: CellView[][] }
  | { kind: 'form'; title: string; url: string; submit?: string; fields: FieldView[] }
  | { kind: 'chart'; chart: ChartView }
  | { kind: 'text'; paragraphs: string[] }
  | { kind: 'notice'; text: string; alert: 'success' | 'info' | 'warning' | 'error' }
  | { kind: 'button'; label: string; url: string }

export interface Presentation {
  i18n: I18n
  panel: PanelOfBlocks
  /** The block's own page; actions are below it. */
  url: string
  /** Begins the ids of fields, so that two blocks on a page have none in common. */
  id: string
  /** A form that was refused: what was sent, and what is wrong with it. */
  refused?: { action: string; values: Record<string, unknown>; problems: SchemaProblem[] }
}

const ALERTS = { good: 'success', warn: 'warning', bad: 'error', info: 'info', neutral: 'info' } as const

/** Elements as views draw them: every text is a text there, whatever is in it. */
export async function presentBlock(elements: BlockElement[], how: Presentation): Promise<ElementView[]> {
  const views: ElementView[] = []
  for (const element of elements) {
    const last = views.at(-1)
    if (element.kind === 'card' && last?.kind === 'cards') last.cards.push(cardView(element, how))
    else views.push(await viewOf(element, how))
  }
  return views
}

async function viewOf(element: BlockElement, how: Presentation): Promise<ElementView> {
  switch (element.kind) {
    case 'card':
      return { kind: 'cards', cards: [cardView(element, how)] }
    case 'table':
      return tableView(element, how)
    case 'form':
      return formView(element, how)
    case 'chart':
      return { kind: 'chart', chart: await chartView(element, how) }
    case 'text':
      return { kind: 'text', paragraphs: element.text.split(/\n{2,}/) }
    case 'notice':
      return { kind: 'notice', text: element.text, alert: ALERTS[element.tone ?? 'info'] }
    case 'button':
      return { kind: 'button', label: element.label, url: actionUrl(how, element.action) }
  }
}

const actionUrl = ({ url }: Presentation, action: string): string => `${url}/${action}`

const cardView = ({ label, value, delta, hint, tone }: CardElement, { i18n }: Presentation) => ({
  ...{ label, delta, hint, tone },
  value: typeof value === 'string' ? value : typeof value === 'number' ? formatNumber(i18n.locale, value) : formatMoney(i18n.locale, value),
})

const NUMERIC = new Set(['number', 'money'])

function tableView({ title, columns, rows }: TableElement, how: Presentation): ElementView {
  return {
    ...{ kind: 'table', title },
    head: columns.map(({ label, type }) => ({ label, isNumeric: NUMERIC.has(type) })),
    rows: rows.map((row) =>
      columns.map(({ key, label, type }) => ({
        ...cellView(Object.hasOwn(row, key) ? row[key]! : null, type, how),
        heading: label,
      }))
    ),
  }
}

function cellView(
  value: BlockCell,
  type: TableElement['columns'][number]['type'],
  { i18n, panel }: Presentation
): Omit<CellView, 'heading'> {
  const isNumeric = NUMERIC.has(type)
  if (value === null) return { text: '—', isNumeric }
  if (typeof value === 'number') return { text: formatNumber(i18n.locale, value), isNumeric }
  if (typeof value === 'string') return type === 'date' ? dateView(value, i18n) : { text: value, isNumeric }
  if ('amount' in value) return { text: formatMoney(i18n.locale, value), isNumeric }
  // A link into a panel that the reader may not be in is only its text.
  return value.path.startsWith(`/${panel}`) ? { text: value.text, isNumeric, href: value.path } : { text: value.text, isNumeric }
}

const DATE = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/

function dateView(value: string, { locale }: I18n): Omit<CellView, 'heading'> {
  if (!DATE.test(value) || Number.isNaN(Date.parse(value))) return { text: value, isNumeric: false }
  return { text: formatMoment(locale, value, 'date'), isNumeric: false, iso: isoMoment(value) }
}

function formView({ title, action, submit, schema, values }: FormElement, how: Presentation): ElementView {
  const refused = how.refused?.action === action ? how.refused : null
  const fields = settingsForm(schema, refused?.values ?? values ?? {}, how.i18n.locale).map((field) => ({
    ...field,
    id: `${how.id}-${action}-${field.name}`,
    errors: refused?.problems.filter((problem) => problem.field.split('.')[0] === field.name).map(({ message }) => message),
  }))
  return { kind: 'form', title, url: actionUrl(how, action), submit, fields }
}

function chartView({ title, description, chart, labels, series, currency }: ChartElement, { i18n }: Presentation): Promise<ChartView> {
  const { locale } = i18n
  const format = (value: number) => {
    if (!currency) return formatNumber(locale, value)
    const money: MoneyCell = { amount: Math.round(value), currency }
    return formatMoney(locale, money)
  }
  const formatAxis = currency ? format : (value: number) => formatNumber(locale, value, { notation: 'compact' })
  return renderChart({ kind: chart === 'pie' ? 'donut' : chart, title, description, labels, series, format, formatAxis })
}
