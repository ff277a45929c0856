import vine from '@vinejs/vine'

const text = (length: number) => vine.string().trim().minLength(1).maxLength(length)

export const contactFields = {
  name: text(120),
  email: vine.string().trim().email().maxLength(254),
  phone: vine
    .string()
    .trim()
    .maxLength(32)
    .regex(/^\+?[\d\s()-]{5,}$/)
    .nullable()
    .optional(),
}

export const addressFields = {
  country: vine
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/),
  city: text(120),
  line: text(250),
  postcode: text(16).nullable().optional(),
}

const item = vine.object({ offer_id: vine.string().uuid(), quantity: vine.number({ strict: true }).withoutDecimals().range([1, 999]) })

export const itemsField = vine.array(item).minLength(1).maxLength(100).distinct('offer_id')

const option = () => vine.string().trim().maxLength(120)

/** Option by seller, as the quote named them. */
const delivery = () => vine.record(option()).optional()

const destination = { country: addressFields.country.clone(), city: text(120), postcode: text(16).nullable().optional() }

export const checkoutValidator = vine.create({
  items: itemsField.clone(),
  delivery: delivery(),
  contact: vine.object(contactFields),
  address: vine.object(addressFields),
  payment: vine.object({ card_token: vine.string().trim().minLength(1).maxLength(200) }),
  expected_total: vine.number({ strict: true }).withoutDecimals().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
})

export const quoteValidator = vine.create({
  items: itemsField.clone(),
  delivery: delivery(),
  destination: vine.object(destination).optional(),
})

/** The choice of a delivery on the checkout page; nothing of it is needed to look at the page. */
export const deliveryFormValidator = vine.create({
  country: destination.country.clone().optional(),
  city: destination.city.clone().optional(),
  postcode: destination.postcode.clone(),
  delivery: delivery(),
})

const payer = {
  delivery: delivery(),
  key: vine.string().uuid(),
  expected_total: vine.number().withoutDecimals().min(0).max(Number.MAX_SAFE_INTEGER),
  ...contactFields,
  ...addressFields,
}

/** The page's form where the provider asks for the card itself. */
export const hostedFormValidator = vine.create(payer)

/** The page's form: flat names, and the sandbox card that a real provider's own form would take. */
export const checkoutFormValidator = vine.create({
  ...payer,
  card_number: vine
    .string()
    .trim()
    .maxLength(32)
    .regex(/^[\d\s-]{12,}$/),
  card_expiry: vine
    .string()
    .trim()
    .regex(/^(0[1-9]|1[0-2])\s*\/\s*\d{2}$/),
  card_cvc: vine
    .string()
    .trim()
    .regex(/^\d{3,4}$/),
})
