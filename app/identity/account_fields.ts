import vine from '@vinejs/vine'

/** Not trimmed and never cut: blanks and length are part of the secret. */
const newPassword = () => vine.string().minLength(8).maxLength(256)

/** What an account is made of, the same by page, by API and from the terminal. */
export const accountFields = {
  email: () => vine.string().trim().email().maxLength(254),
  password: newPassword,
  fullName: () => vine.string().trim().minLength(1).maxLength(120),
  username: () =>
    vine
      .string()
      .trim()
      .minLength(3)
      .maxLength(39)
      .regex(/^[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?$/),
}
