import router from '@adonisjs/core/services/router'
import { appUrl } from '#config/app'

/** Where a provider sends people back to: each its own address, so that an answer of one cannot pass for another's (RFC 9700, 4.4.2). */
export const redirectUriOf = (slug: string): string =>
  new URL((router.urlBuilder.urlFor as (name: string, params: object) => string)('providers.callback', { provider: slug }), appUrl).href
