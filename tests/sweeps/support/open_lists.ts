import { readdirSync, readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import { Table } from '#core/tables/table'
import { crawl } from './crawl.js'
import { getPages, hasParameters } from './pages.js'
import type { HttpContext } from '@adonisjs/core/http'
import type { Person } from './person.js'

type Spec = Table<object>['spec']
export type ShownTable = { path: string; spec: Spec; person: Person }

/** Opens every page there is as each of `people`, and sees which of them are lists. */
export async function findTables(people: Person[]): Promise<ShownTable[]> {
  const shown = new Map<string, ShownTable>()
  const prototype = Table.prototype as unknown as { open(this: { spec: Spec }, ctx: HttpContext): unknown }
  const original = prototype.open
  try {
    for (const person of people) {
      prototype.open = function (ctx) {
        if (!shown.has(this.spec.name)) shown.set(this.spec.name, { path: ctx.request.url(), spec: this.spec, person })
        return original.call(this, ctx)
      }
      await openAll(person)
    }
  } finally {
    prototype.open = original
  }
  return [...shown.values()]
}

async function openAll(person: Person) {
  const pages = getPages()
  const found = await crawl(person, pages)
  for (const page of pages) {
    const path = hasParameters(page) ? found.get(page.pattern) : page.pattern
    if (path) await person.open(path)
  }
}

/** Names of all tables that the sources declare; of those made for several areas what they begin with. */
export function declaredTables(): string[] {
  const files = readdirSync(app.makePath('app'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  return files.flatMap((file) => {
    const text = readFileSync(app.makePath('app', file), 'utf8')
    return [...text.matchAll(/defineTable<[^]*?\n\s+name: ['`]([\w.]+)/g)].map(([, name]) => name)
  })
}
