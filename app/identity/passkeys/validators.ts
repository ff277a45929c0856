import vine from '@vinejs/vine'
import { plainName } from '#core/http/plain_text'

/** JSON of the browser's `PublicKeyCredential`, in a hidden field; what it says is checked with the signature. */
const credential = () => vine.string().minLength(2).maxLength(20_000)

export const passkeyAnswerValidator = vine.create({ credential: credential() })

export const newPasskeyValidator = vine.create({
  credential: credential(),
  name: plainName({ max: 60 }),
})

export const passkeyNameValidator = vine.create({ name: plainName({ max: 60 }) })
