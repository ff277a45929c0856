/** Russian adjectives agree with the noun: masculine, feminine, neuter, plural. */
export type Gender = 'm' | 'f' | 'n' | 'p'
export type Names = { en: string; ru: string }

export type Leaf = {
  slug: string
  names: Names
  /** Kinds of this good as a title begins, in both languages, pairwise. */
  kinds: [en: string, ru: string, gender: Gender][]
  brands: string[]
  models: string[]
  /** Roubles. */
  price: [low: number, high: number]
  /** Attribute → values in English and Russian. */
  attributes: Record<string, [en: string, ru: string][]>
  sizes?: string[]
  hasColor?: boolean
}

export type Branch = { slug: string; names: Names; leaves: Leaf[] }
export type Root = { slug: string; names: Names; branches: Branch[] }
