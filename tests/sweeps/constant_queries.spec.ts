import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser, type TestUser } from '#tests/support/users'
import { crawl } from './support/crawl.js'
import { steadyStatements } from '#tests/support/statements'
import { grow } from './support/grow.js'
import { listApiOperations } from './support/operations.js'
import { getPages, hasParameters } from './support/pages.js'
import { Person } from './support/person.js'
import { send, type Reply } from './support/send.js'
import { createWorld, pathOf, type World } from './support/world.js'
import type Tenant from '#tenancy/models/tenant'

const ROWS = 30
/** Session, user and frame are among them. */
const MOST_STATEMENTS = 12
/** No row of a list takes fewer characters, whatever frame is around it. */
const LEAST_ROW = 80

/** Some of the lists whose rows the test makes, to see that it does. */
const LISTS = [
  ...['listOwnTenantMembers', 'listInstallations', 'listOwnProducts', 'listOrders', 'listSellerOrders'],
  ...['/cart', '/account/orders', '/account/members', '/account/notifications', '/seller/orders', '/seller/products', '/publisher/plugins'],
]

type Reading = { what: string; open: () => Promise<Reply> }
type Measured = { statements: string[]; status: number; size: number }

let world: World
let everyone: TestUser<Tenant>

async function readings(): Promise<Reading[]> {
  const token = await apiToken(everyone.user, everyone.tenant.id)
  const operations = listApiOperations().filter(({ method }) => method === 'GET')
  const person = await Person.signedIn(everyone)
  const pages = getPages()
  const found = await crawl(person, pages)
  const paths = pages.flatMap((page) => (hasParameters(page) ? (found.get(page.pattern) ?? []) : [page.pattern]))
  return [
    ...operations.map((operation) => ({ what: operation.id, open: () => send({ method: 'GET', path: pathOf(operation, world), token }) })),
    ...paths.map((path) => ({ what: path, open: () => person.open(path) })),
  ]
}

async function measure(list: Reading[]): Promise<Map<string, Measured>> {
  const measured = new Map<string, Measured>()
  for (const { what, open } of list) {
    const { status, text } = await open()
    measured.set(what, { status, size: text.length, statements: await steadyStatements(open) })
  }
  return measured
}

/** Statements of `more` that `fewer` has not, with how often. */
function surplus(fewer: string[], more: string[]): string {
  const left = [...fewer]
  const extra = more.filter((text) => {
    const at = left.indexOf(text)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
  return [...new Set(extra)].map((text) => text.replace(/\s+/g, ' ').slice(0, 120)).join(' | ')
}

test.group('Lists', (group) => {
  group.setup(async () => {
    world = await createWorld()
    everyone = await createUser({ platform: ['superadmin'], tenant: { role: 'owner', of: world.owner.tenant } })
    await grow(world, everyone, 1)
    await forgetCounts()
  })

  test('every page and every read of the API sends as many statements for thirty rows as for one', async ({ assert }) => {
    const list = await readings()
    const few = await measure(list)
    await grow(world, everyone, ROWS - 1)
    const many = await measure(list)
    const complaints: string[] = []
    for (const [what, { statements, status }] of many) {
      const before = few.get(what)!
      if (status !== before.status || status >= 500) complaints.push(`${what}: answered ${before.status}, then ${status}`)
      if (statements.length !== before.statements.length) {
        complaints.push(`${what}: ${before.statements.length} → ${statements.length}: ${surplus(before.statements, statements)}`)
      }
      if (statements.length > MOST_STATEMENTS) complaints.push(`${what}: ${statements.length} statements`)
    }
    // What is compared are lists that did grow, and reads that were counted.
    const grown = [...many].filter(([what, { size }]) => size > few.get(what)!.size + ROWS * LEAST_ROW).map(([what]) => what)
    assert.includeMembers(grown, LISTS)
    assert.isAbove([...many.values()].filter(({ statements }) => statements.length).length, 60)
    assert.deepEqual(complaints, [])
  })
})
