import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { openApiDocument } from '#core/http/openapi/document'
import { forgetCounts } from '#tests/support/forget_counts'
import { bodyFor } from './support/bodies.js'
import { listApiOperations } from './support/operations.js'
import { send } from './support/send.js'
import { createWorld, pathOf, tokenFor, type World } from './support/world.js'

const makes = Object.values(openApiDocument().paths)
  .flatMap(({ post }) => (post && '201' in post.responses ? [post.operationId] : []))
  .flatMap((id) => listApiOperations().filter((operation) => operation.id === id))

/** What the world lets its people make; the others are refused for reasons of their own, which gives the key back. */
const MADE_HERE = [
  ...['createServiceToken', 'createPlatformServiceToken', 'createPlatformRole', 'createOwnTenantRole', 'inviteUser', 'strikeUser'],
  ...['inviteToOwnTenant', 'addIdentityProvider', 'register', 'createProduct', 'createWebhook', 'createToken'],
]

let world: World

test.group('POSTs that make something', (group) => {
  group.setup(async () => {
    world = await createWorld()
  })
  group.each.setup(forgetCounts)

  test('each takes an Idempotency-Key', ({ assert }) => {
    const without = makes.filter(({ parameters }) => !parameters.some(({ name }) => name === 'Idempotency-Key'))
    assert.deepEqual(
      without.map(({ id }) => id),
      []
    )
    assert.includeMembers(
      makes.map(({ id }) => id),
      MADE_HERE
    )
  })

  for (const operation of makes) {
    test(`${operation.id}: asked again, it makes nothing and answers the same`, async ({ assert }) => {
      const key = newId()
      const asked = {
        ...{ method: 'POST', path: pathOf(operation, world), token: await tokenFor(operation, world) },
        ...{ body: operation.body ? bodyFor(operation, world) : undefined, headers: { 'idempotency-key': key } },
      }
      const first = await send(asked)
      const again = await send(asked)
      assert.equal(again.status, first.status)
      const isMade = first.status === 201
      assert.equal(again.headers.get('idempotency-replayed'), isMade ? 'true' : null)
      if (MADE_HERE.includes(operation.id)) assert.isTrue(isMade, first.text)
      if (!isMade) return
      assert.equal(again.text, first.text)
      const { response } = await db.from('idempotency_keys').where('key', key).firstOrFail()
      const kept = JSON.stringify(response)
      for (const value of Object.values(first.json ?? {})) {
        if (typeof value === 'string' && value.length > 20) assert.notInclude(kept, value)
      }
    })
  }
})
