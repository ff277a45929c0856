import vine from '@vinejs/vine'
import { isEan13 } from '#catalog/barcode'

/** Thirteen digits of which the last one is right. */
export const ean13Rule = vine.createRule((value, _options, field) => {
  if (typeof value === 'string' && !isEan13(value)) {
    field.report('The {{ field }} field must be an EAN-13 with a correct check digit', 'ean13', field)
  }
})

const MAX_ATTRIBUTES = 50

const isNamedText = ([name, text]: [string, unknown]) =>
  /^[a-z][a-z0-9_]{0,39}$/.test(name) && typeof text === 'string' && text.length > 0 && text.length <= 200

/** A flat object of texts: `{ "material": "oak" }`. */
export const attributesRule = vine.createRule((value, _options, field) => {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>)
  if (entries.length > MAX_ATTRIBUTES) {
    field.report(`The {{ field }} field must not have more than ${MAX_ATTRIBUTES} entries`, 'maxEntries', field)
  }
  if (!entries.every(isNamedText)) {
    field.report('The {{ field }} field must map names like screen_size to texts of 1 to 200 characters', 'attributes', field)
  }
})
