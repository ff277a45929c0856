import { slugOf } from '#catalog/slug'
import { COLORS } from '#database/seeders/catalog/tree'
import type { Random } from '#database/seeders/catalog/random'
import type { Gender, Leaf } from '#database/seeders/catalog/types'

export type GeneratedProduct = {
  slug: string
  title: string
  description: string
  brand: string
  language: 'ru' | 'en'
  attributes: Record<string, string>
  /** Minor units, of the cheapest variant. */
  priceMinor: number
  /** One variant each; a good without sizes has one without options. */
  options: Record<string, string>[]
}

const RUSSIAN_SHARE = 0.6
const MAX_TRIES = 50

/** Invents goods whose titles are plausible and never repeat within one run. */
export class ProductGenerator {
  #titles = new Set<string>()

  constructor(
    private readonly random: Random,
    /** Goods of later runs get numbers above those of earlier ones. */
    private readonly from: number
  ) {}

  generate(leaf: Leaf, serial: number): GeneratedProduct {
    const language = this.random.next() < RUSSIAN_SHARE ? 'ru' : 'en'
    const [en, ru, gender] = this.random.pick(leaf.kinds)
    const brand = this.random.pick(leaf.brands)
    const kind = language === 'ru' ? ru : en
    const color = leaf.hasColor ? this.#color(gender, language) : null
    const title = this.#freshTitle({ kind, brand, leaf, color })
    const attributes = { ...this.#attributes(leaf, language), ...(color ? { color } : {}) }
    return {
      slug: `${slugOf(title)}-${(this.from + serial + 46_656).toString(36)}`,
      title,
      description: describe({ language, kind, brand, attributes }),
      brand,
      language,
      attributes,
      priceMinor: this.#price(leaf.price),
      options: this.#options(leaf),
    }
  }

  #freshTitle({ kind, brand, leaf, color }: { kind: string; brand: string; leaf: Leaf; color: string | null }): string {
    for (let attempt = 0; ; attempt++) {
      const series = this.random.between(1, attempt < MAX_TRIES ? 99 : 9_999)
      const model = `${this.random.pick(leaf.models)} ${series}`
      const title = color ? `${kind} ${brand} ${model}, ${color}` : `${kind} ${brand} ${model}`
      if (this.#titles.has(title)) continue
      this.#titles.add(title)
      return title
    }
  }

  #color(gender: Gender, language: 'ru' | 'en') {
    return this.random.pick(Object.values(COLORS))[language === 'ru' ? gender : 'en']
  }

  #attributes(leaf: Leaf, language: 'ru' | 'en') {
    const entries = Object.entries(leaf.attributes).map(([name, values]) => [name, this.random.pick(values)[language === 'ru' ? 1 : 0]])
    return Object.fromEntries(entries) as Record<string, string>
  }

  /** Cheap goods are many and dear ones few; prices end in 90 roubles as in shops. */
  #price([low, high]: [number, number]) {
    const roubles = low * (high / low) ** (this.random.next() ** 1.5)
    return Math.max(90, Math.round(roubles / 100) * 100 - 10) * 100
  }

  #options({ sizes }: Leaf): Record<string, string>[] {
    if (!sizes) return [{}]
    const first = this.random.between(0, sizes.length - 2)
    return sizes.slice(first, first + this.random.between(1, 3)).map((size) => ({ size }))
  }
}

function describe({
  language,
  kind,
  brand,
  attributes,
}: {
  language: string
  kind: string
  brand: string
  attributes: Record<string, string>
}) {
  const facts = Object.values(attributes).join(', ')
  return language === 'ru'
    ? `${kind} от марки ${brand}: ${facts}. Проверено перед отправкой, гарантия 12 месяцев. Доставим по всей стране, вернуть можно в течение 14 дней.`
    : `${kind} by ${brand}: ${facts}. Checked before dispatch, with a warranty of 12 months. Delivered all over the country, returns within 14 days.`
}
