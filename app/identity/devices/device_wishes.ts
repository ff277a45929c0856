import type { HttpContext } from '@adonisjs/core/http'

const KEY = 'remember_me'

/** `remember`: sign in by itself here. `trust`: do not ask for the second proof here. */
export type DeviceWishes = { remember: boolean; trust: boolean }

const isTicked = (value: unknown) => value === '1' || value === 'on'

/** The box was ticked beside the password; it is asked for after the second proof only. */
export function keepWishes({ request, session }: HttpContext): void {
  if (isTicked(request.input('remember'))) session.put(KEY, true)
  else session.forget(KEY)
}

export function takeWishes({ request, session }: HttpContext): DeviceWishes {
  const remember = session.pull(KEY, false) === true || isTicked(request.input('remember'))
  return { remember, trust: isTicked(request.input('trust_device')) }
}
