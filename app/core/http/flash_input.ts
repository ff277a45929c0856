import type { HttpContext } from '@adonisjs/core/http'

/** Fields whose values are shown to nobody again, wherever they stand in a form: of a session nothing but their absence remains. */
const SECRET_FIELD =
  /passw|passphrase|secret|token|credential|challenge|csrf|^_method$|signature|private|recovery|api_?key|^(?:\w+_)?otp$|^(?:\w+_)?pin$|^(?!reason_|country_)(?:\w+_)?code$|^card|cvc|cvv/i

/** Judged by its name, in whatever depth of a form: a new form need not say what is secret in it. */
export const isSecretField = (name: string) => SECRET_FIELD.test(name)

/**
 * Keeps what a refused form held for the next page, without its secrets. The one way to do so: the session's own `flashAll`
 * and `flashExcept` know of two fields called password.
 */
export function flashInput({ request, session }: HttpContext): void {
  const kept = withoutSecrets(request.original()) as Record<string, unknown>
  session.flash('input', kept)
}

/** What was sent, in whatever depth, less the fields that are secret by their names. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).filter(([name]) => !isSecretField(name))
  return Object.fromEntries(fields.map(([name, inner]) => [name, withoutSecrets(inner)]))
}
