import { namesOf, optionsOf, type TableState } from '#core/tables/table_state'
import type { ChoiceOption, Filter } from '#core/tables/table_definition'

/** One control of the filter bar. */
export type FilterField = {
  id: string
  label: string
  kind: 'select' | 'text' | 'range'
  inputs: { name: string; type: string; value: string; label: string }[]
  options: (ChoiceOption & { isSelected: boolean })[]
  isSet: boolean
}

type Translate = (key: string) => string

export function filterFields(filters: Filter[], { params, filters: values }: TableState, t: Translate): FilterField[] {
  return filters.map((filter) => {
    const names = namesOf(filter)
    const current = shownValue(filter, values[filter.key])
    return {
      id: `filter-${filter.key}`,
      label: t(filter.label),
      kind: filter.kind === 'choice' || filter.kind === 'boolean' ? 'select' : names.length > 1 ? 'range' : 'text',
      inputs: names.map((name, at) => ({
        name,
        type: inputType(filter),
        value: params[name] ?? current[at] ?? '',
        label: names.length > 1 ? t(at ? 'ui.to' : 'ui.from') : t(filter.label),
      })),
      options: choices(filter, t).map((option) => ({ ...option, isSelected: option.value === current[0] })),
      isSet: filter.key in values,
    }
  })
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
  if (filter.kind !== 'choice') return []
  return optionsOf(filter).map(({ value, label }) => ({ value, label: filter.isPlain ? label : t(label) }))
}

function inputType({ kind }: Filter) {
  if (kind === 'dates') return 'date'
  return kind === 'numbers' ? 'number' : 'text'
}
