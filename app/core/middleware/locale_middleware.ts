import i18nManager from '@adonisjs/i18n/services/main'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

export const LOCALE_COOKIE = 'rialto_locale'

/** Chooses the language (the address, the cookie, then Accept-Language) and hands it to views and validators. */
export default class LocaleMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    chooseLocale(ctx)
    return next()
  }
}

/** Error pages of addresses outside every group call this themselves. */
export function chooseLocale(ctx: HttpContext) {
  const supported = i18nManager.supportedLocales()
  const asked = [ctx.request.qs().lang, ctx.request.plainCookie(LOCALE_COOKIE, { encoded: false })]
  const locale =
    asked.find((language) => supported.includes(language)) ??
    i18nManager.getSupportedLocaleFor(ctx.request.languages()) ??
    i18nManager.defaultLocale
  ctx.i18n = i18nManager.locale(locale)
  ctx.containerResolver.bindValue(Object.getPrototypeOf(ctx.i18n).constructor, ctx.i18n)
  ctx.view?.share({ i18n: ctx.i18n })
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    i18n: import('@adonisjs/i18n').I18n
  }
}
