import { hash } from 'node:crypto'
import type { SearchDocument } from '#search/search_index'

/** Equal stamps mean equal documents: `search:check` compares them instead of the texts. */
export const stampOf = (document: SearchDocument): string =>
  hash('sha1', JSON.stringify({ ...document, publishedAt: document.publishedAt.getTime() }), 'base64url')
