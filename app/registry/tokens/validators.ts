import vine from '@vinejs/vine'
import { PLUGIN_PATTERN, TOKEN_SCOPES } from '#registry/tokens/token_scopes'

const name = () => vine.string().trim().minLength(1).maxLength(80)
const scopes = () => vine.array(vine.enum(TOKEN_SCOPES)).minLength(1).maxLength(TOKEN_SCOPES.length)
const pattern = () => vine.string().trim().regex(PLUGIN_PATTERN).maxLength(65)
const days = () => vine.number().withoutDecimals().min(1).max(3_650)

export const tokenValidator = vine.create({
  name: name(),
  scopes: scopes(),
  plugins: vine.array(pattern()).maxLength(50).optional(),
  stage_only: vine.boolean({ strict: true }).optional(),
  expires_in_days: days().optional(),
})

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
