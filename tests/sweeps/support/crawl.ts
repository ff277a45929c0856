import { hasParameters, listPages, matches, type PageRoute } from './pages.js'
import type { Person } from './person.js'

const LINK = /(?:href|action)=["'](\/[^"'#]*)["']/g
const ROUNDS = 4

/** One address for each route with parameters that `person` finds by following links from the pages that have none. */
export async function crawl(person: Person, pages: PageRoute[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const fixed = new Set(listPages().map(({ pattern }) => pattern))
  let open = pages.filter((page) => !hasParameters(page)).map(({ pattern }) => pattern)
  for (let round = 0; round < ROUNDS && open.length; round++) {
    const next: string[] = []
    for (const path of open) {
      for (const link of linksOf((await person.open(path)).text)) {
        if (fixed.has(link.split('?')[0])) continue
        const page = pages.find((candidate) => hasParameters(candidate) && matches(candidate, link) && !found.has(candidate.pattern))
        if (!page) continue
        found.set(page.pattern, link)
        next.push(link)
      }
    }
    open = next
  }
  return found
}

const linksOf = (html: string) => [...html.matchAll(LINK)].map(([, link]) => link.replaceAll('&amp;', '&'))
