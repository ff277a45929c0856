import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { badTokens, goodToken } from './support/bad_tokens.js'
import { bodyFor } from './support/bodies.js'
import { changedTables, databasePrint } from './support/database_print.js'
import { complaintAbout } from './support/complaints.js'
import { listApiOperations, type Operation } from './support/operations.js'
import { send } from './support/send.js'
import { createWorld, pathOf, type World } from './support/world.js'

let world: World

/** Operations of a surface of its own take tokens of that surface. */
const isOfTraders = ({ path }: Operation) => /^\/(api\/v1\/)?trader\//.test(path)

const call = (operation: Operation, token: string) =>
  send({ method: operation.method, path: pathOf(operation, world), token, body: operation.body ? bodyFor(operation, world) : undefined })

test.group('Tokens that are no good', (group) => {
  group.setup(async () => {
    world = await createWorld()
    await forgetCounts()
  })

  test('open no operation of the API, and nothing is written', async ({ assert }) => {
    const tokens = await badTokens(world.owner.tenant)
    const complaints: string[] = []
    const before = await databasePrint()
    for (const [what, token] of Object.entries(tokens)) {
      for (const operation of listApiOperations()) {
        if (what === 'for a surface of other hats' && isOfTraders(operation)) continue
        const reply = await call(operation, token)
        const said = reply.status === 401 ? complaintAbout(reply) : `answered ${reply.status}`
        if (said) complaints.push(`${operation.id}, token ${what}: ${said}`)
      }
    }
    assert.deepEqual(complaints, [])
    assert.deepEqual(changedTables(before, await databasePrint()), [])
    assert.isAtLeast(Object.keys(tokens).length, 6)
  })

  test('differ from good ones in that alone', async ({ assert }) => {
    const token = await goodToken(world.owner.tenant)
    const statuses = new Map<string, number>()
    for (const operation of listApiOperations().filter(({ method }) => method === 'GET')) {
      statuses.set(operation.id, (await call(operation, token)).status)
    }
    const refused = [...statuses].filter(([, status]) => status === 401).map(([id]) => id)
    assert.deepEqual(refused, [])
    assert.isAbove([...statuses].filter(([, status]) => status === 200).length, 40)
  })
})
