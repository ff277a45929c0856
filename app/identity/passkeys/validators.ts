import vine from '@vinejs/vine'

/** JSON of the browser's `PublicKeyCredential`, in a hidden field; what it says is checked with the signature. */
const credential = () => vine.string().minLength(2).maxLength(20_000)

export const passkeyAnswerValidator = vine.create({ credential: credential() })

export const newPasskeyValidator = vine.create({
  credential: credential(),
  name: vine.string().trim().minLength(1).maxLength(60),
})

export const passkeyNameValidator = vine.create({ name: vine.string().trim().minLength(1).maxLength(60) })
