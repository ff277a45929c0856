import vine from '@vinejs/vine'
import { plainName } from '#core/http/plain_text'

const terms = {
  name: plainName({ max: 80 }),
  scopes: vine.array(vine.string().trim().maxLength(60)).minLength(1).maxLength(50),
}
const days = () => vine.number().withoutDecimals().min(1).max(3_650)

/** Which scopes there are depends on whose the token is: the action looks. */
export const serviceTokenValidator = vine.create({ ...terms, expires_in_days: days().optional() })

export const serviceTokenFormValidator = vine.create({ ...terms, expires_in_days: days() })

export const serviceTokenPageValidator = vine.create({
  limit: vine.number().withoutDecimals().min(1).max(100).optional(),
  cursor: vine.string().maxLength(400).optional(),
})
