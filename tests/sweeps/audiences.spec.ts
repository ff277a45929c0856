import { test } from '@japa/runner'
import { PLATFORM_ROLES, TENANT_ROLES } from '#core/rights'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser, type UserOptions } from '#tests/support/users'
import { complaintAbout } from './support/complaints.js'
import { crawl } from './support/crawl.js'
import { listApiOperations, type Operation } from './support/operations.js'
import { getPages, hasParameters, holdersOf, type PageRoute } from './support/pages.js'
import { Person } from './support/person.js'
import { send } from './support/send.js'
import { createWorld, installAgain, memberOf, pathOf, staffMember, type World } from './support/world.js'

let world: World
/** A token for each role: people of the platform without a company, members of the world's company without a role outside. */
let tokens: Map<string, string>

async function tokenOfEach(): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const role of PLATFORM_ROLES) found.set(role, await apiToken((await staffMember(role)).user))
  for (const role of TENANT_ROLES) {
    const { user, tenant } = await memberOf(world.owner.tenant, role)
    found.set(`tenant:${role}`, await apiToken(user, tenant.id))
  }
  return found
}

const isPublic = ({ roles }: Operation) => roles.includes('public')
const isForSome = ({ roles }: Operation) => !roles.includes('public') && !roles.includes('authenticated')

/** An empty body: what matters is whether somebody gets as far as being told that it is empty. */
const call = (operation: Operation, token: string | null) =>
  send({
    ...{ method: operation.method, path: pathOf(operation, world), token },
    body: operation.method === 'GET' ? undefined : operation.body ? {} : undefined,
  })

test.group('Who may call the API', (group) => {
  group.setup(async () => {
    world = await createWorld()
    tokens = await tokenOfEach()
  })
  group.each.setup(async () => {
    await forgetCounts()
    await installAgain(world)
  })

  test('without a token: nobody, except where everybody may', async ({ assert }) => {
    const complaints: string[] = []
    for (const operation of listApiOperations()) {
      const reply = await call(operation, null)
      const said = complaintAbout(reply)
      if (said) complaints.push(`${operation.id}: ${said}`)
      if (isPublic(operation) ? reply.status === 401 && operation.tag !== 'Sign-in' : reply.status !== 401) {
        complaints.push(`${operation.id}: answered ${reply.status}`)
      }
    }
    assert.deepEqual(complaints, [])
  })

  test('with a token that is no good: nobody at all', async ({ assert }) => {
    const complaints: string[] = []
    for (const token of ['x', 'a.b.c', `${tokens.get('user')!.slice(0, -3)}AAA`, '%00']) {
      for (const operation of listApiOperations()) {
        const { status } = await call(operation, token)
        if (status !== 401) complaints.push(`${operation.id} took ${token.slice(0, 10)}: ${status}`)
      }
    }
    assert.deepEqual(complaints, [])
  })

  for (const role of [...PLATFORM_ROLES, ...TENANT_ROLES.map((one) => `tenant:${one}`)]) {
    test(`${role}: everything that names the role, nothing else`, async ({ assert }) => {
      const complaints: string[] = []
      // Changing first, or removing the whole before its parts, would take from the later ones what they ask about.
      const operations = listApiOperations()
        .filter(isForSome)
        .toSorted((left, right) => weight(left) - weight(right) || right.path.length - left.path.length)
      for (const operation of operations) {
        const { status } = await call(operation, tokens.get(role)!)
        // Who has every right still has no company here.
        const may = operation.roles.includes(role)
        const isKeptOut = status === 403 || status === 404
        if (may === isKeptOut && role !== 'superadmin') complaints.push(`${operation.id}: ${may ? 'kept out' : 'let in'} with ${status}`)
        if (status === 401 || status >= 500) complaints.push(`${operation.id}: answered ${status}`)
      }
      assert.deepEqual(complaints, [])
    })
  }
})

const weight = ({ method }: Operation) => ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'].indexOf(method)

/** Pages about another page are told which. */
const aboutOf = ({ pattern }: PageRoute) => (pattern.startsWith('/account/views/') ? '?at=/account/sign-ins&query=' : '')

const addressOf = (page: PageRoute) => pathOf({ path: page.pattern.replace(/:(\w+)/g, '{$1}') }, world) + aboutOf(page)

test.group('Who may open a page', (group) => {
  group.setup(async () => {
    world = await createWorld()
  })
  group.each.setup(forgetCounts)

  test('guests are sent to the sign-in and come back afterwards', async ({ assert }) => {
    const complaints: string[] = []
    const closed = getPages().filter(({ needsSignIn }) => needsSignIn)
    for (const page of closed) {
      const { status, headers } = await send({ method: 'GET', path: addressOf(page), headers: { accept: 'text/html' } })
      const isSent = status === 302 && headers.get('location')?.startsWith('/sign-in?next=%2F')
      // An address that names nothing possible is nobody's, signed in or not.
      if (!isSent && !(status === 404 && hasParameters(page))) complaints.push(`${page.pattern}: ${status} ${headers.get('location')}`)
    }
    assert.isAbove(closed.length, 30)
    assert.deepEqual(complaints, [])
  })

  test('people without the right see 403, never the page', async ({ assert }) => {
    const complaints: string[] = []
    const person = await Person.signedIn(await createUser({ platform: ['user'] }))
    const closed = getPages().filter(({ permission }) => permission && permission !== 'registry.publish')
    for (const page of closed) {
      const { status } = await person.open(addressOf(page))
      if (status !== 403 && !(status === 404 && hasParameters(page))) complaints.push(`${page.pattern}: ${status}`)
    }
    assert.isAbove(closed.length, 25)
    assert.deepEqual(complaints, [])
  })

  test('a role that has the right opens every page of its panel', async ({ assert }) => {
    const complaints: string[] = []
    const people = new Map<string, Promise<Person>>()
    const personWith = (options: UserOptions) => {
      const key = JSON.stringify([options.platform, options.tenant?.role])
      if (!people.has(key)) people.set(key, createUser(options).then(Person.signedIn))
      return people.get(key)!
    }
    for (const page of getPages().filter(({ needsSignIn }) => needsSignIn)) {
      const statuses: number[] = []
      for (const options of holdersOf(page, world.owner.tenant)) {
        statuses.push((await (await personWith(options)).open(addressOf(page))).status)
      }
      const isOpened = statuses.some((status) => status === 200 || status === 302 || (status === 404 && hasParameters(page)))
      if (!isOpened || statuses.some((status) => status >= 500)) complaints.push(`${page.pattern}: ${statuses.join()}`)
    }
    assert.deepEqual(complaints, [])
  })

  test('every link a superadmin of a company is offered can be opened', async ({ assert }) => {
    const complaints: string[] = []
    const everyone = await createUser({ platform: ['superadmin'], tenant: { role: 'owner', of: world.owner.tenant } })
    const person = await Person.signedIn(everyone)
    const links = await crawl(person, getPages())
    for (const [pattern, link] of links) {
      const { status } = await person.open(link)
      if (status !== 200 && status !== 302) complaints.push(`${pattern}: ${link} answered ${status}`)
    }
    assert.isAbove(links.size, 8)
    assert.deepEqual(complaints, [])
  })
})
