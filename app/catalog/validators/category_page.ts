import vine from '@vinejs/vine'
import { MAX_PRICE_MAJOR } from '#catalog/price_limits'
import { PRODUCT_SORTS } from '#catalog/queries/list_products'

const price = () => vine.number().withoutDecimals().min(0).max(MAX_PRICE_MAJOR).optional()

export const categoryPageValidator = vine.create({
  price_min: price(),
  price_max: price(),
  sort: vine.enum(PRODUCT_SORTS).optional(),
  cursor: vine.string().maxLength(400).optional(),
})
