import { MAX_TEXT } from '#core/tables/raw_query'

const NAME = /^[a-z][a-zA-Z0-9_]{0,59}$/
/** Where one is in the list, and which view is open, is no part of a view. */
const NOT_KEPT = new Set(['view', 'cursor', 'export'])
const MOST = 60

/** What of a page's query string a view keeps. Whether the table knows it is asked each time it is opened: tables change. */
export function paramsFrom(query: string): Record<string, string> {
  const pairs = [...new URLSearchParams(query)].filter(
    ([name, value]) => NAME.test(name) && !NOT_KEPT.has(name) && value !== '' && value.length <= MAX_TEXT && !value.includes('\0')
  )
  return Object.fromEntries(pairs.slice(0, MOST))
}
