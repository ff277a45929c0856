import { IntlMessageFormat } from 'intl-messageformat'
import type { TranslationsFormatterContract } from '@adonisjs/i18n/types'

const MAX_KNOWN = 5_000

/**
 * ICU messages, parsed once: the formatter of the i18n package parses a text each time it is shown, and a page shows
 * hundreds. Most texts have nothing to fill in and are not parsed at all.
 */
export class MessageFormatter implements TranslationsFormatterContract {
  readonly name = 'icu'
  #known = new Map<string, IntlMessageFormat>()

  format(message: string, locale: string, data?: Record<string, unknown>): string {
    if (!/[{}']/.test(message)) return message
    return String(this.#parsed(message, locale).format(data as Record<string, string>))
  }

  #parsed(message: string, locale: string) {
    const key = `${locale} ${message}`
    const known = this.#known.get(key)
    if (known) return known
    const parsed = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true })
    if (this.#known.size < MAX_KNOWN) this.#known.set(key, parsed)
    return parsed
  }
}
