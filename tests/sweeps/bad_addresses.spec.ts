import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { namesField } from './support/complaints.js'
import { listApiOperations, type Operation } from './support/operations.js'
import { Sweep } from './support/sweep.js'
import { bodyFor } from './support/bodies.js'
import { createWorld, pathOf, type World } from './support/world.js'
import { WRONG_CURSORS, WRONG_PATH_VALUES, WRONG_QUERY_SHAPES, WRONG_QUERY_VALUES } from './support/wrong_values.js'

/** What a parameter of this name can never be. */
const NEVER: Record<string, string[]> = {
  limit: ['0', '-1', '1e9', 'abc', '1.5', 'NaN', '1,2'],
  page: ['-1', '1.5', 'abc', '1e9'],
  sort: ['nonsense', 'id;drop', '1'],
  cursor: WRONG_CURSORS,
}

const HERE = '<here>'

let world: World

const queryNames = ({ parameters }: Operation) => parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)

/** What has to be there beside the parameter that is asked about. */
const NEEDED: Record<string, Record<string, string>> = { explainUserAccess: { permission: 'core.operate' } }

const addressOf = (operation: Operation, name: string) => {
  const needed = Object.entries(NEEDED[operation.id] ?? {}).filter(([other]) => other !== name)
  return `${pathOf(operation, world)}?${needed.map(([other, value]) => `${other}=${value}&`).join('')}`
}

/** The address once for every wrong value in the place of each of its parameters. */
function wrongPaths({ path }: Operation): string[] {
  const parts = path.split('/')
  return parts.flatMap((part, at) => {
    if (!part.startsWith('{')) return []
    const [before, after] = pathOf({ path: parts.with(at, HERE).join('/') }, world).split(HERE)
    return WRONG_PATH_VALUES.map((value) => `${before}${value}${after}`)
  })
}

test.group('Bad addresses', (group) => {
  group.setup(async () => {
    world = await createWorld()
  })
  group.each.setup(forgetCounts)

  const asked = listApiOperations().filter((one) => queryNames(one).length)
  // What only looks comes first: a wrong query may be nobody's business where something is removed.
  for (const operation of [...asked.filter(({ method }) => method === 'GET'), ...asked.filter(({ method }) => method !== 'GET')]) {
    test(`${operation.id}: a wrong query is refused by the name of its parameter`, async ({ assert }) => {
      const sweep = await Sweep.of(operation, world)
      for (const name of queryNames(operation)) {
        const path = addressOf(operation, name)
        const values = WRONG_QUERY_VALUES.map((value) => `${name}=${value}`)
        const odd = [...values, ...WRONG_QUERY_SHAPES(name)].map((query) => ({ what: query.slice(0, 60), path: path + query }))
        for (const { what, reply } of await sweep.send(odd)) {
          if (reply.status === 422 && !namesField(reply, name)) sweep.complain(what, `not named in ${reply.text.slice(0, 300)}`)
        }
        const never = (NEVER[name] ?? []).map((value) => ({ what: `${name}=${value.slice(0, 60)}`, path: `${path}${name}=${value}` }))
        for (const { what, reply } of await sweep.send(never)) {
          if (reply.status !== 422 || !namesField(reply, name)) sweep.complain(what, `answered ${reply.status} ${reply.text.slice(0, 200)}`)
        }
      }
      assert.deepEqual(sweep.complaints, [])
    })
  }

  for (const operation of listApiOperations().filter(({ path }) => path.includes('{'))) {
    test(`${operation.id}: an address of nothing is refused`, async ({ assert }) => {
      const sweep = await Sweep.of(operation, world)
      const body = operation.body ? bodyFor(operation, world) : undefined
      for (const { what, reply } of await sweep.send(wrongPaths(operation).map((path) => ({ what: path.slice(0, 80), path, body })))) {
        if (reply.status < 400) sweep.complain(what, `answered ${reply.status}`)
      }
      assert.deepEqual(sweep.complaints, [])
    })
  }
})
