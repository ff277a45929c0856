import { test } from '@japa/runner'
import { namesOf } from '#core/tables/table_state'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser, type TestUser } from '#tests/support/users'
import { grow } from './support/grow.js'
import { SORTED_BY_HAND, WITHOUT_PAGES } from './support/list_exceptions.js'
import { isPageOfRows, queriesOf, sortedByHand } from './support/list_plans.js'
import { declaredTables, findTables, type ShownTable } from './support/open_lists.js'
import { listApiOperations, type Operation } from './support/operations.js'
import { Person } from './support/person.js'
import { send, type Reply } from './support/send.js'
import { createWorld, pathOf, tokenFor, type World } from './support/world.js'
import type Tenant from '#tenancy/models/tenant'

const ROWS = 3

type Row = Record<string, unknown>
type Parameter = { name: string; schema: { enum?: string[] } }

let world: World
let everyone: TestUser<Tenant>
let tables: ShownTable[]
const tokens = new Map<string, string | null>()

const withQuery = (path: string, query: Record<string, string>) => `${path}?${new URLSearchParams(query).toString()}`
const parametersOf = ({ parameters }: Operation) => parameters as unknown as Parameter[]
const has = (operation: Operation, name: string) => parametersOf(operation).some((one) => one.name === name)
const pagedLists = () => listApiOperations().filter((operation) => operation.method === 'GET' && has(operation, 'cursor'))

const read = (operation: Operation, query: Record<string, string> = {}): Promise<Reply> =>
  send({ method: 'GET', path: withQuery(pathOf(operation, world), query), token: tokens.get(operation.id) })

/** The one person who sees all, or whose the thing in the address is. */
async function findReaders() {
  const all = await apiToken(everyone.user, everyone.tenant.id)
  for (const operation of listApiOperations().filter(({ method }) => method === 'GET')) {
    tokens.set(operation.id, all)
    if ((await read(operation)).status >= 400) tokens.set(operation.id, await tokenFor(operation, world))
  }
}

/** Orders of rows that PostgreSQL has to make itself. */
async function ordersByHand(open: () => Promise<unknown>): Promise<string[]> {
  const orders: string[] = []
  for (const query of (await queriesOf(open)).filter(isPageOfRows)) {
    const text = query.text.replace(/\s+/g, ' ')
    const sorted = SORTED_BY_HAND.some(([known]) => known.test(text)) ? null : await sortedByHand(query)
    if (sorted) orders.push(`${sorted} in ${text.slice(0, 300)}`)
  }
  return orders
}

const rowsOf = ({ json }: Reply) => (json?.data ?? []) as Row[]
const nextOf = ({ json }: Reply) => (json?.meta as { next_cursor?: string | null } | undefined)?.next_cursor ?? null
/** What tells rows apart, whatever the list. */
const keyOf = (row: Row) =>
  String(row.id ?? row.order_id ?? row.key ?? row.code ?? row.digest ?? row.user_id ?? row.name ?? JSON.stringify(row))

async function walk(operation: Operation, from: string | null): Promise<string[]> {
  const keys: string[] = []
  let cursor = from
  do {
    const reply = await read(operation, { limit: '50', ...(cursor && { cursor }) })
    keys.push(...rowsOf(reply).map(keyOf))
    cursor = nextOf(reply)
  } while (cursor)
  return keys
}

test.group('Every list', (group) => {
  group.setup(async () => {
    world = await createWorld()
    everyone = await createUser({ platform: ['superadmin'], tenant: { role: 'owner', of: world.owner.tenant } })
    await grow(world, everyone, ROWS)
    await forgetCounts()
    tables = await findTables([await Person.signedIn(everyone), await Person.signedIn(world.buyer)])
    await findReaders()
  })
  group.each.setup(forgetCounts)

  test('that the panels declare is opened by these tests', ({ assert }) => {
    const opened = tables.map(({ spec }) => spec.name)
    assert.isAbove(opened.length, 30)
    assert.deepEqual(
      declaredTables().filter((declared) => !opened.some((name) => name.startsWith(declared))),
      []
    )
  })

  test('of the panels is put in order by an index, whichever order is chosen', async ({ assert }) => {
    const complaints: string[] = []
    for (const { path, spec, person } of tables) {
      const sorts = spec.columns.flatMap(({ key, sort }) => (sort ? [key, `-${key}`] : []))
      for (const sort of sorts) {
        const orders = await ordersByHand(() => person.open(withQuery(path, { sort, view: 'all' })))
        if (orders.length) complaints.push(`${spec.name} by ${sort}: ${orders.join('; ')}`)
      }
    }
    assert.deepEqual(complaints, [])
  })

  test('of the panels refuses orders, views, cursors and values of filters that it does not have', async ({ assert }) => {
    const complaints: string[] = []
    for (const { path, spec, person } of tables) {
      const names = (spec.filters ?? []).filter(({ kind }) => kind !== 'text').flatMap(namesOf)
      for (const name of ['sort', 'view', 'cursor', ...names]) {
        const { status } = await person.open(withQuery(path, { [name]: 'nothing' }))
        if (status !== 422) complaints.push(`${spec.name} ${name}: ${status}`)
      }
      const { status } = await person.open(withQuery(path, { view: 'all', nothing: 'x' }))
      if (status !== 200) complaints.push(`${spec.name} with what it does not know: ${status}`)
    }
    assert.deepEqual(complaints, [])
  })

  test('of the API has pages, or a reason to have none', ({ assert }) => {
    const whole = listApiOperations().filter(
      (operation) => operation.method === 'GET' && isList(operation) && !has(operation, 'cursor') && !WITHOUT_PAGES[operation.id]
    )
    assert.deepEqual(
      whole.map(({ id }) => id),
      []
    )
    assert.isAbove(pagedLists().length, 35)
    const known = new Set(listApiOperations().map(({ id }) => id))
    assert.isEmpty(Object.keys(WITHOUT_PAGES).filter((id) => !known.has(id)))
  })

  test('of the API is put in order by an index, whichever order is chosen', async ({ assert }) => {
    const complaints: string[] = []
    for (const operation of pagedLists()) {
      const sorts = parametersOf(operation).find(({ name }) => name === 'sort')?.schema.enum ?? []
      for (const query of [{}, ...sorts.map((sort) => ({ sort }))] as Record<string, string>[]) {
        const orders = await ordersByHand(() => read(operation, query))
        if (orders.length) complaints.push(`${operation.id} ${query.sort ?? ''}: ${orders.join('; ')}`)
      }
    }
    assert.deepEqual(complaints, [])
  })

  test('of the API refuses limits, cursors, orders and values that it does not have', async ({ assert }) => {
    const complaints: string[] = []
    for (const operation of pagedLists()) {
      if (!has(operation, 'limit')) complaints.push(`${operation.id} has no limit`)
      if ((await read(operation)).status !== 200) complaints.push(`${operation.id} is read by nobody here`)
      const named = parametersOf(operation).flatMap(({ name, schema }) => (name === 'sort' || schema.enum ? [name] : []))
      const limits = ['0', '-1', '101', '1e9', 'all'].map((limit) => ({ limit }))
      for (const query of [{ cursor: 'nothing' }, ...limits, ...named.map((name) => ({ [name]: 'nothing' }))] as Record<string, string>[]) {
        const { status } = await read(operation, query)
        if (status !== 422) complaints.push(`${operation.id} ${JSON.stringify(query)}: ${status}`)
      }
    }
    assert.deepEqual(complaints, [])
  })

  test('of the API goes on where it stopped, whatever came in between', async ({ assert }) => {
    const begun = new Map<Operation, { first: string[]; rest: string[]; cursor: string }>()
    for (const operation of pagedLists()) {
      const reply = await read(operation, { limit: '1' })
      const cursor = nextOf(reply)
      if (cursor) begun.set(operation, { first: rowsOf(reply).map(keyOf), rest: await walk(operation, cursor), cursor })
    }
    await grow(world, everyone, 1)
    await forgetCounts()
    const complaints: string[] = []
    for (const [operation, { first, rest, cursor }] of begun) {
      const later = await walk(operation, cursor)
      if (new Set(later).size !== later.length) complaints.push(`${operation.id} repeats rows`)
      if (later.some((key) => first.includes(key))) complaints.push(`${operation.id} shows the first page's again`)
      if (rest.some((key) => !later.includes(key))) complaints.push(`${operation.id} lost rows`)
    }
    assert.deepEqual(complaints, [])
    assert.isAbove(begun.size, 15)
  })
})

/** Called a list, or an answer with `data` that is one. */
function isList({ id, answer }: Operation): boolean {
  if (id.startsWith('list')) return true
  const { properties = {} } = (answer ?? {}) as { properties?: Record<string, { type?: unknown }> }
  return properties.data?.type === 'array'
}
