import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { seedPeople, type DemoLogin } from '#database/seeders/demo/people'
import { seedCatalog } from '#database/seeders/catalog_seeder'
import { seedOrders } from '#database/seeders/orders_seeder'
import { seedPlugins } from '#database/seeders/demo/plugins'
import { seedPluginReviews } from '#database/seeders/demo/plugin_reviews'
import { seedSearch } from '#database/seeders/demo/search'
import { seedAnalytics } from '#database/seeders/demo/analytics'
import { replaceFile } from '#services/atomic_file'
import { storagePath } from '#services/environment'

export type DemoOptions = { scale?: number; orders?: number; tell?: (line: string) => void }
export type DemoSummary = { products: number; orders: number; plugins: number; logins: number }

const PRODUCTS = 2_000
const ORDERS = 2_000
const DAYS = 90

/** Fills an installation for a first look: people, goods, plugins, ninety days of sales. Idempotent. */
export async function seedDemo({ scale = 1, orders = ORDERS, tell = () => {} }: DemoOptions = {}): Promise<DemoSummary> {
  const step = async <Value>(name: string, work: () => Promise<Value>) => {
    const started = performance.now()
    const value = await work()
    tell(`${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
    return value
  }

  const password = await demoPassword()
  const people = await step('people', () => seedPeople(password))
  const sellers = people.companies
    .filter(({ what }) => what === 'seller')
    .map(({ tenant }) => ({ tenantId: tenant.id, name: tenant.name, slug: String(tenant.slug) }))
  const catalog = await step('catalogue', () => seedCatalog({ sellers, products: PRODUCTS, scale }))
  const plugins = await step('plugins', () => seedPlugins(people))
  await step('reviews of plugins', () => seedPluginReviews(people))
  const sold = await step('orders', () => seedOrders({ days: DAYS, orders: orders * scale, buyerIds: people.buyers.map(({ id }) => id) }))
  await step('analytics', () => seedAnalytics())
  await step('search', () => seedSearch())
  await writeLogins(people.logins)
  return { products: catalog.products, orders: sold.orders, plugins, logins: people.logins.length }
}

const loginsFile = () => storagePath('demo-logins.json')

/** One password for the whole cast, made once per installation and kept beside its data. */
async function demoPassword(): Promise<string> {
  const known = await readFile(loginsFile(), 'utf8').then(
    (text) => JSON.parse(text) as { logins: DemoLogin[] },
    () => null
  )
  return known?.logins[0]?.password ?? `rialto-${randomBytes(6).toString('base64url')}`
}

async function writeLogins(logins: DemoLogin[]) {
  replaceFile(loginsFile(), JSON.stringify({ logins }, null, 2), 0o600)
}
