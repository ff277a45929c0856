import type { HttpContext } from '@adonisjs/core/http'

/** The page that answers the form, and no other: after a redirect they would have to be kept somewhere in between. */
export function showRecoveryCodes({ view, response }: HttpContext, codes: string[]) {
  response.header('Cache-Control', 'no-store')
  return view.render('identity/account/recovery_codes', { codes })
}
