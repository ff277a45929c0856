import vine from '@vinejs/vine'
import { LOCALE_COOKIE } from '#core/middleware/locale_middleware'
import { THEME_COOKIE, THEMES } from '#core/panels/theme'
import type { HttpContext } from '@adonisjs/core/http'

const YEAR = '365d'

const themeValidator = vine.create({ theme: vine.enum(THEMES), back: vine.string().optional() })
const localeValidator = vine.create({ locale: vine.enum(['en', 'ru']), back: vine.string().optional() })

/** Language and colours of the pages, kept in the browser: they work for guests, too. */
export default class PreferencesController {
  async theme({ request, response }: HttpContext) {
    const { theme, back } = await request.validateUsing(themeValidator)
    response.plainCookie(THEME_COOKIE, theme, { maxAge: YEAR, encode: false })
    return response.redirect().toPath(ownPath(back))
  }

  async locale({ request, response }: HttpContext) {
    const { locale, back } = await request.validateUsing(localeValidator)
    response.plainCookie(LOCALE_COOKIE, locale, { maxAge: YEAR, encode: false })
    return response.redirect().toPath(ownPath(withoutLanguage(back)))
  }
}

/** Only a path of this site: `//evil.example` and `/\evil.example` would leave it. */
/** The language in an address would go on being stronger than the one that was just chosen. */
const withoutLanguage = (back: string | undefined) => back?.replace(/([?&])lang=[^&]*(?:&|$)/, '$1').replace(/[?&]$/, '')

const ownPath = (back: string | undefined) => (back && /^\/(?![/\\])/.test(back) ? back : '/')
