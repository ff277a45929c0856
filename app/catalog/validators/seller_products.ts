import vine from '@vinejs/vine'
import { PRODUCT_STATUSES } from '#catalog/models/product'
import { attributesRule, ean13Rule } from '#catalog/validators/rules'

export const CURRENCIES = ['RUB', 'USD', 'EUR'] as const
const MAX_VARIANTS = 100
const MAX_STOCK = 1_000_000
const MAX_WEIGHT_GRAMS = 1_000_000
const MAX_PRICE_MINOR = 100_000_000_000

const title = () => vine.string().trim().minLength(1).maxLength(300)
const description = () => vine.string().trim().maxLength(20_000)
const brand = () => vine.string().trim().maxLength(120)
const sku = () => vine.string().trim().minLength(1).maxLength(80)
const barcode = () => vine.string().trim().use(ean13Rule())
const language = () => vine.enum(['ru', 'en'] as const)
const version = () => vine.number().withoutDecimals().positive()
const stock = () => vine.number().withoutDecimals().min(0).max(MAX_STOCK)
const weightGrams = () => vine.number().withoutDecimals().min(1).max(MAX_WEIGHT_GRAMS)
const priceMinor = () => vine.number().withoutDecimals().min(1).max(MAX_PRICE_MINOR)
const attributes = () => vine.record(vine.any()).use(attributesRule())

export const listOwnProductsValidator = vine.create({
  status: vine.enum(PRODUCT_STATUSES).optional(),
  limit: vine.number().withoutDecimals().min(1).max(100).optional(),
  cursor: vine.string().maxLength(400).optional(),
})

export const createProductValidator = vine.create({
  title: title(),
  description: description().optional(),
  brand: brand().optional(),
  language: language(),
  category_id: vine.string().uuid(),
  attributes: attributes().optional(),
  currency: vine.enum(CURRENCIES).optional(),
  variants: vine
    .array(
      vine.object({
        sku: sku(),
        price_minor: priceMinor(),
        on_hand: stock(),
        barcode: barcode().nullable().optional(),
        weight_grams: weightGrams().nullable().optional(),
        options: attributes().optional(),
      })
    )
    .minLength(1)
    .maxLength(MAX_VARIANTS)
    .distinct('sku'),
})

export const updateProductValidator = vine.create({
  version: version(),
  title: title().optional(),
  description: description().optional(),
  brand: brand().optional(),
  language: language().optional(),
  category_id: vine.string().uuid().optional(),
  attributes: attributes().optional(),
})

/** The row version the seller was looking at; a stale one answers 409. */
export const productVersionValidator = vine.create({ version: version() })

export const changeOfferValidator = vine.create({
  version: version(),
  price_minor: priceMinor().optional(),
  on_hand: stock().optional(),
  weight_grams: weightGrams().nullable().optional(),
})

const majorPrice = () =>
  vine
    .number()
    .decimal([0, 2])
    .min(0.01)
    .max(MAX_PRICE_MINOR / 100)

const cardForm = {
  title: title(),
  description: description().nullable().optional(),
  brand: brand().nullable().optional(),
  language: language(),
  category_id: vine.string().uuid(),
  attributes: vine.string().trim().maxLength(10_000).nullable().optional(),
}

/** Forms of the panel: prices in roubles, attributes as lines of `name: value`. */
export const createFormValidator = vine.create({
  ...cardForm,
  sku: sku(),
  barcode: barcode().nullable().optional(),
  price: majorPrice(),
  stock: stock(),
  weight_grams: weightGrams().nullable().optional(),
})
export const editFormValidator = vine.create({ ...cardForm, version: version() })
export const offerFormValidator = vine.create({
  version: version(),
  price: majorPrice(),
  stock: stock(),
  weight_grams: weightGrams().nullable().optional(),
})
