import edge from 'edge.js'
import string from '@adonisjs/core/helpers/string'
import type { HighlightPart } from '#search/search_index'

/** The title with the matching words marked; the texts are escaped here, so that a seller's title stays a text. */
export const titleHtml = (parts: HighlightPart[]) =>
  edge.globals.html.safe(
    parts.map(({ text, isMatch }) => (isMatch ? `<mark>${string.escapeHTML(text)}</mark>` : string.escapeHTML(text))).join('')
  )
