import vine from '@vinejs/vine'
import { MAX_PRICE_MAJOR } from '#catalog/price_limits'
import { MAX_REACHABLE_HITS, SEARCH_SORTS } from '#search/search_index'

export const MAX_SEARCH_PAGE = 50
const MAX_BRANDS = 20

const price = () => vine.number().withoutDecimals().min(0).max(Number.MAX_SAFE_INTEGER).optional()

/** `brand` may be given once or several times. Prices are minor units. */
export const searchProductsValidator = vine.create({
  q: vine.string().maxLength(200).optional(),
  category: vine.string().maxLength(100).optional(),
  brand: vine.unionOfTypes([vine.string().maxLength(120), vine.array(vine.string().maxLength(120)).maxLength(MAX_BRANDS)]).optional(),
  price_min: price(),
  price_max: price(),
  in_stock: vine.boolean().optional(),
  sort: vine.enum(SEARCH_SORTS).optional(),
  limit: vine.number().withoutDecimals().min(1).max(MAX_SEARCH_PAGE).optional(),
  page: vine.number().withoutDecimals().min(1).max(MAX_REACHABLE_HITS).optional(),
  cursor: vine.string().maxLength(200).optional(),
})

const roubles = () => vine.number().withoutDecimals().min(0).max(MAX_PRICE_MAJOR).optional()

/** The page's filters: people type whole roubles. */
export const searchPageValidator = vine.create({
  q: vine.string().maxLength(200).optional(),
  category: vine.string().maxLength(100).optional(),
  brand: vine.unionOfTypes([vine.string().maxLength(120), vine.array(vine.string().maxLength(120)).maxLength(MAX_BRANDS)]).optional(),
  price_min: roubles(),
  price_max: roubles(),
  sort: vine.enum(SEARCH_SORTS).optional(),
  page: vine.number().withoutDecimals().min(1).max(MAX_REACHABLE_HITS).optional(),
})
