import vine from '@vinejs/vine'
import { plainName } from '#core/http/plain_text'

/** JSON of the browser's `PublicKeyCredential`, in a hidden field; what it says is checked with the signature. */
const credential = () => vine.string().minLength(2).maxLength(20_000)

export const passkeyAnswerValidator = vine.create({ credential: credential() })

export const newPasskeyValidator = vine.create({
  credential: credential(),
  name: plainName({ max: 60 }),
})

const base64url = (max: number) => vine.string().minLength(1).maxLength(max)

const named = () => ({ id: base64url(1400), rawId: base64url(1400), type: vine.literal('public-key') })

/** The same as programs send it: the object that `PublicKeyCredential.toJSON()` answers. */
export const apiPasskeyValidator = vine.create({
  credential: vine.object({
    ...named(),
    response: vine.object({
      clientDataJSON: base64url(4000),
      attestationObject: base64url(12_000),
      transports: vine.array(vine.string().maxLength(20)).maxLength(10).optional(),
    }),
  }),
  name: plainName({ max: 60 }),
})

export const apiPasskeyAnswerValidator = vine.create({
  credential: vine.object({
    ...named(),
    response: vine.object({
      clientDataJSON: base64url(4000),
      authenticatorData: base64url(4000),
      signature: base64url(4000),
      userHandle: vine.string().maxLength(200).optional().nullable(),
    }),
  }),
})

export const passkeyNameValidator = vine.create({ name: plainName({ max: 60 }) })
