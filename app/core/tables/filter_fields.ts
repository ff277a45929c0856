import { namesOf, optionsOf, type TableState } from '#core/tables/table_state'
import type { ChoiceOption, Filter } from '#core/tables/table_definition'

/** One control of the filter bar. */
export type FilterField = {
  id: string
  label: string
  kind: 'select' | 'text' | 'range'
  inputs: { name: string; type: string; value: string; label: string }[]
  /** Under headings, where there are any; else one group without a name. */
  groups: { label: string; options: Choice[] }[]
  isSet: boolean
}

type Choice = { value: string; label: string; isSelected: boolean }
type Translate = (key: string) => string

export function filterFields(filters: Filter[], { params, filters: values }: TableState, t: Translate): FilterField[] {
  return filters.map((filter) => {
    const names = namesOf(filter)
    const current = shownValue(filter, values[filter.key])
    return {
      id: `filter-${filter.key}`,
      label: t(filter.label),
      kind: isChoice(filter) ? 'select' : names.length > 1 ? 'range' : 'text',
      inputs: names.map((name, at) => ({
        name,
        type: inputType(filter),
        value: params[name] ?? current[at] ?? '',
        label: names.length > 1 ? t(at ? 'ui.to' : 'ui.from') : t(filter.label),
      })),
      groups: isChoice(filter) ? groupsOf(filter, current[0] ?? '', t) : [],
      isSet: filter.key in values,
    }
  })
}

const isChoice = ({ kind, options }: Filter) => kind === 'choice' || kind === 'boolean' || (kind === 'text' && !!options)

function groupsOf(filter: Filter, current: string, t: Translate): FilterField['groups'] {
  const options = choices(filter, t)
  // An address may say more than is offered: it is shown as it stands there.
  if (current && !options.some(({ value }) => value === current)) options.unshift({ value: current, label: current, isFirst: true })
  const labels = [...new Set(options.map(({ group = '' }) => group))]
  return labels.map((label) => ({
    label,
    options: options
      .filter(({ group = '' }) => group === label)
      .map(({ value, label: name }) => ({ value, label: name, isSelected: value === current })),
  }))
}

/** A view's own filters are shown set, although the address does not name them. */
function shownValue(filter: Filter, value: TableState['filters'][string] | undefined): string[] {
  if (value === undefined) return []
  if (typeof value === 'boolean') return [value ? '1' : '0']
  if (typeof value === 'string') return [value]
  const [first, second] = filter.kind === 'dates' ? ['from', 'to'] : ['min', 'max']
  const parts = value as Record<string, string | number | undefined>
  return [String(parts[first] ?? ''), String(parts[second] ?? '')]
}

function choices(filter: Filter, t: Translate): ChoiceOption[] {
  if (filter.kind === 'boolean') {
    return [
      { value: '1', label: t('ui.yes') },
      { value: '0', label: t('ui.no') },
    ]
  }
  const options = optionsOf(filter).map(({ label, group, ...option }) => ({
    ...option,
    ...{ label: filter.isPlain ? label : t(label), group: group && t(group) },
  }))
  return filter.kind === 'choice' ? options : inOrder(options)
}

/** Many are found by their first letter; a choice of few has an order of its own. */
const inOrder = (options: ChoiceOption[]) =>
  options.sort(
    (a, b) =>
      (a.group ?? '').localeCompare(b.group ?? '') ||
      Number(b.isFirst ?? false) - Number(a.isFirst ?? false) ||
      a.label.localeCompare(b.label)
  )

function inputType({ kind }: Filter) {
  if (kind === 'dates') return 'date'
  return kind === 'numbers' ? 'number' : 'text'
}
