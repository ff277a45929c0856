import type { Leaf, Names } from '#database/seeders/catalog/types'

/** Attribute values that several goods share, in English and Russian. */
export const LEATHER: [string, string][] = [
  ['leather', 'кожа'],
  ['suede', 'замша'],
  ['textile', 'текстиль'],
  ['nubuck', 'нубук'],
]
export const FABRIC: [string, string][] = [
  ['cotton', 'хлопок'],
  ['polyester', 'полиэстер'],
  ['wool', 'шерсть'],
  ['linen', 'лён'],
]
export const HARD: [string, string][] = [
  ['steel', 'сталь'],
  ['plastic', 'пластик'],
  ['aluminium', 'алюминий'],
  ['glass', 'стекло'],
]
export const WOOD: [string, string][] = [
  ['oak', 'дуб'],
  ['birch', 'берёза'],
  ['pine', 'сосна'],
  ['bamboo', 'бамбук'],
]
export const SEASON: [string, string][] = [
  ['summer', 'лето'],
  ['winter', 'зима'],
  ['all year', 'всесезонный'],
]
export const COUNTRY: [string, string][] = [
  ['Russia', 'Россия'],
  ['China', 'Китай'],
  ['Turkey', 'Турция'],
  ['Germany', 'Германия'],
  ['Italy', 'Италия'],
]
export const YEARS: [string, string][] = ['2021', '2022', '2023', '2024', '2025', '2026'].map((year) => [year, year])
export const PAGES: [string, string][] = ['160', '224', '288', '352', '416', '512', '640'].map((pages) => [pages, pages])
export const COVER: [string, string][] = [
  ['hardcover', 'твёрдый переплёт'],
  ['paperback', 'мягкая обложка'],
]

export const watts = (...values: number[]): [string, string][] => values.map((value) => [`${value} W`, `${value} Вт`])
export const litres = (...values: number[]): [string, string][] =>
  values.map((value) => [`${value} l`, `${String(value).replace('.', ',')} л`])
export const millilitres = (...values: number[]): [string, string][] => values.map((value) => [`${value} ml`, `${value} мл`])
export const kilograms = (...values: number[]): [string, string][] =>
  values.map((value) => [`${value} kg`, `${String(value).replace('.', ',')} кг`])
export const centimetres = (...values: number[]): [string, string][] => values.map((value) => [`${value} cm`, `${value} см`])

export const SHOE_SIZES = ['36', '37', '38', '39', '40', '41', '42', '43', '44', '45']
export const WEAR_SIZES = ['XS', 'S', 'M', 'L', 'XL', 'XXL']

export const names = (en: string, ru: string): Names => ({ en, ru })

type LeafParts = Omit<Leaf, 'slug' | 'names'>

export const leaf = (slug: string, title: Names, parts: LeafParts): Leaf => ({ slug, names: title, hasColor: true, ...parts })
