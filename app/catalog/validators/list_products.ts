import vine from '@vinejs/vine'
import { PRODUCT_SORTS } from '#catalog/queries/list_products'

export const MAX_PAGE = 100

const price = () => vine.number().withoutDecimals().min(0).max(Number.MAX_SAFE_INTEGER).optional()

/** Filters of the public product list. Prices are minor units. */
export const listProductsValidator = vine.create({
  category: vine.string().maxLength(100).optional(),
  seller: vine.string().maxLength(100).optional(),
  price_min: price(),
  price_max: price(),
  sort: vine.enum(PRODUCT_SORTS).optional(),
  limit: vine.number().withoutDecimals().min(1).max(MAX_PAGE).optional(),
  cursor: vine.string().maxLength(400).optional(),
})
