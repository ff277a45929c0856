import i18nManager from '@adonisjs/i18n/services/main'
import { appUrl } from '#config/app'
import type { HttpContext } from '@adonisjs/core/http'

export type Seo = {
  /** The one address of this page in this language. */
  canonical: string
  title: string
  description: string
  type: 'website' | 'article'
  /** The same page in each language, and where the reader's own is chosen. */
  languages: { language: string; url: string }[]
  feeds: { title: string; url: string }[]
  /** A data block: nothing in it can end the element that holds it. */
  jsonLd: string | null
  isIndexed: boolean
}

type Page = Pick<Seo, 'title' | 'description'> & {
  path: string
  feeds?: Seo['feeds']
  jsonLd?: Record<string, unknown> | null
  type?: Seo['type']
  isIndexed?: boolean
}

/** What search engines and feed readers are told of a page. */
export function seoOf({ request }: HttpContext, page: Page): Seo {
  const { title, description, path, feeds = [], jsonLd = null, type = 'website', isIndexed = true } = page
  const url = absolute(path)
  const inLanguage = (language: string) => `${url}${url.includes('?') ? '&' : '?'}lang=${language}`
  const languages = i18nManager.supportedLocales()
  const asked = languages.find((language) => language === request.qs().lang)
  return {
    canonical: asked ? inLanguage(asked) : url,
    title,
    description,
    type,
    languages: [...languages.map((language) => ({ language, url: inLanguage(language) })), { language: 'x-default', url }],
    feeds: feeds.map((feed) => ({ ...feed, url: absolute(feed.url) })),
    jsonLd: jsonLd && JSON.stringify(jsonLd).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029'),
    isIndexed,
  }
}

export const absolute = (path: string): string => new URL(path, appUrl).href
