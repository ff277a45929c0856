import vine from '@vinejs/vine'
import { UnreadableInput } from '#core/http/readable_input'
import { snakeKeys } from '#registry/wire/casing'
import { PLUGIN_PATTERN, TOKEN_SCOPES } from '#registry/tokens/token_scopes'

const name = () => vine.string().trim().minLength(1).maxLength(80)
const scopes = () => vine.array(vine.enum(TOKEN_SCOPES)).minLength(1).maxLength(TOKEN_SCOPES.length)
const pattern = () => vine.string().trim().regex(PLUGIN_PATTERN).maxLength(65)
const days = () => vine.number().withoutDecimals().min(1).max(3_650)

const terms = {
  name: name(),
  scopes: scopes(),
  plugins: vine.array(pattern()).maxLength(50).optional(),
  stage_only: vine.boolean({ strict: true }).optional(),
  expires_in_days: days().optional(),
}

export const tokenValidator = vine.create(terms)

/** A term that nobody reads is one that somebody counts on: who says `expires_at` would get a token of 90 days. */
export function readTerms(body: Record<string, unknown>) {
  const given = snakeKeys(body)
  const unknown = Object.keys(given).filter((field) => !Object.hasOwn(terms, field))
  if (unknown.length) {
    throw new UnreadableInput(
      unknown.slice(0, 20).map((field) => ({ field, message: `There is no field ${field.slice(0, 64)}`, rule: 'unknown' }))
    )
  }
  return tokenValidator.validate(given)
}

/** As a page's form sends it: patterns in one line, a box that is not ticked is not there. */
export const tokenFormValidator = vine.create({
  name: name(),
  scopes: scopes(),
  plugins: vine.string().trim().maxLength(3_000).optional(),
  stage_only: vine.boolean().optional(),
  expires_in_days: days(),
})

export const patternsValidator = vine.create({ plugins: vine.array(pattern()).maxLength(50) })

export const tokenPageValidator = vine.create({
  limit: vine.number().withoutDecimals().min(1).max(100).optional(),
  cursor: vine.string().maxLength(400).optional(),
})
