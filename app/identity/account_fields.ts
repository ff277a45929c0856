import vine from '@vinejs/vine'
import { plainName } from '#core/http/plain_text'
import { isReservedUsername } from '#identity/reserved_username'

/** Whoever has such a name already, from before or by an operator's hand, keeps it with a form that sends it along. */
const notReserved = vine.createRule((value, _, field) => {
  if (value === field.meta.current) return
  if (typeof value === 'string' && isReservedUsername(value)) field.report('This username is kept for the platform', 'reserved', field)
})()

/** Not trimmed and never cut: blanks and length are part of the secret. */
const newPassword = () => vine.string().minLength(8).maxLength(256)

/** What an account is made of, the same by page, by API and from the terminal. */
export const accountFields = {
  email: () => vine.string().trim().email().maxLength(254),
  password: newPassword,
  fullName: () => plainName({ max: 120 }),
  username: () =>
    vine
      .string()
      .trim()
      .minLength(3)
      .maxLength(39)
      .regex(/^[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?$/)
      .use(notReserved),
}
