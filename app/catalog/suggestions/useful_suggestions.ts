import type { ProductEnrichmentAnswer } from '#catalog/hooks/product_enrichment'
import type { OwnProduct } from '#catalog/queries/own_products'
import type { HookAnswer } from '#runtime/hooks/hook_caller'

export type NewSuggestion = {
  field: 'title' | 'description' | 'brand' | 'attribute'
  name: string | null
  value: string
  reason: string | null
  plugin_name: string
  plugin_version: string
}

type Card = Pick<OwnProduct, 'title' | 'description' | 'brand' | 'attributes'>

/** What a card can hold; the same limits as in the forms. */
const LENGTHS = { title: 300, description: 20_000, brand: 120, attribute: 200 }
const NAME_LENGTH = 40

/** What the plugins suggest, without what does not fit on a card, is on it already, or was suggested by an earlier one. */
export function usefulSuggestions(answers: HookAnswer<ProductEnrichmentAnswer>[], card: Card): NewSuggestion[] {
  const known = new Set<string>()
  return answers.flatMap(read).filter(({ field, name, value }) => {
    const key = JSON.stringify([field, name, value])
    if (value === current(card, field, name) || known.has(key)) return false
    known.add(key)
    return true
  })
}

function read({ output, pluginName, pluginVersion }: HookAnswer<ProductEnrichmentAnswer>): NewSuggestion[] {
  return output.suggestions.flatMap(({ field, name, value: said, reason }) => {
    const value = field === 'description' ? said.trim() : oneLine(said)
    const attribute = field === 'attribute' ? attributeName(name ?? '') : null
    if (value.length === 0 || value.length > LENGTHS[field] || attribute === '') return []
    return [
      { field, name: attribute, value, reason: reason ? oneLine(reason) : null, plugin_name: pluginName, plugin_version: pluginVersion },
    ]
  })
}

const current = (card: Card, field: NewSuggestion['field'], name: string | null) =>
  field === 'attribute' ? card.attributes[name!] : card[field]

/** As the form of the card reads them. */
const attributeName = (name: string): string => {
  const tidy = oneLine(name)
    .toLowerCase()
    .replace(/[\s:]+/g, '_')
  return tidy.length > NAME_LENGTH ? '' : tidy
}

const oneLine = (text: string) => text.replace(/\p{Cc}+/gu, ' ').trim()
