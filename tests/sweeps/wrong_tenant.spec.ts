import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { surfaceOf } from '#identity/tokens/surfaces'
import { forgetCounts } from '#tests/support/forget_counts'
import { bodyFor } from './support/bodies.js'
import { changedTables, databasePrint } from './support/database_print.js'
import { fieldPaths, listApiOperations, withField, type Operation } from './support/operations.js'
import { send, type Reply } from './support/send.js'
import { createWorld, pathOf, tokenFor, type World } from './support/world.js'

/** Acts anybody may do to a thing of anybody: it is public. Everything else of another world must look absent or closed. */
const ON_PUBLIC_THINGS = new Set([
  ...['reviewPlugin', 'editPluginReview', 'voteOnPluginReview', 'flagPluginReview', 'addFavourite', 'removeFavourite'],
  ...['followPlugin', 'unfollowPlugin', 'followPublisher', 'unfollowPublisher'],
  ...['reportPlugin', 'reportVersion', 'reportReview', 'reportPublisher', 'addCartItem', 'quoteCheckout', 'checkOut'],
  // An advisory is public; it answers the asking company's own installations.
  'listAffectedInstallations',
])

let own: World
let foreign: World

const isPrivate = ({ id, roles }: Operation) =>
  !ON_PUBLIC_THINGS.has(id) && !roles.includes('public') && roles.some((role) => role.startsWith('tenant:') || role === 'authenticated')

/** What belongs to the other world alone. */
const idsOf = (world: World): string[] => [
  ...[world.owner.tenant.id, world.owner.user.id, world.buyer.user.id, world.seller.id, world.orderId],
  ...[world.installationId, world.runId, world.programTokenId, world.things.webhookId, world.things.deliveryId],
]

const namesOf = (world: World): string[] => [
  world.owner.user.email,
  world.buyer.user.email,
  world.owner.tenant.name,
  world.owner.tenant.slug,
]

/** What an answer tells of the other world, beside the address it was asked with. */
function leaksIn({ status, text }: Reply, path: string): string[] {
  const asked = decodeURIComponent(path)
  return [...idsOf(foreign), ...namesOf(foreign)].filter((secret) => text.includes(secret) && !(status >= 400 && asked.includes(secret)))
}

const tokens = new Map<string, Promise<string | null>>()

function tokenOnce(operation: Operation): Promise<string | null> {
  const key = `${surfaceOf(operation.path)} ${operation.roles.join()}`
  if (!tokens.has(key)) tokens.set(key, tokenFor(operation, own))
  return tokens.get(key)!
}

async function call(operation: Operation, path: string, body: unknown): Promise<Reply> {
  const request = { method: operation.method, path, token: await tokenOnce(operation), body: operation.body ? body : undefined }
  const ask = () => send({ ...request, headers: { 'idempotency-key': newId() } })
  const reply = await ask()
  if (reply.status !== 429) return reply
  await forgetCounts()
  return ask()
}

test.group('Things of another company', (group) => {
  group.setup(async () => {
    own = await createWorld()
    foreign = await createWorld()
    await forgetCounts()
    for (const operation of listApiOperations().filter(isPrivate)) await tokenOnce(operation)
  })

  test('the exceptions are operations there are', ({ assert }) => {
    const known = new Set(listApiOperations().map(({ id }) => id))
    assert.deepEqual(
      [...ON_PUBLIC_THINGS].filter((id) => !known.has(id)),
      []
    )
  })

  test('are in no list and no answer', async ({ assert }) => {
    const complaints: string[] = []
    const reads = listApiOperations().filter(
      ({ method, roles }) => method === 'GET' && roles.some((role) => /^tenant:|^authenticated/.test(role))
    )
    for (const operation of reads) {
      const path = pathOf(operation, own)
      const leaks = leaksIn(await call(operation, path, undefined), path)
      if (leaks.length) complaints.push(`${operation.id} tells ${leaks.join(', ')}`)
    }
    assert.deepEqual(complaints, [])
    assert.isAbove(reads.length, 30)
  })

  test('answer by none of their addresses: nothing is read, nothing written', async ({ assert }) => {
    const complaints: string[] = []
    const before = await databasePrint()
    const operations = listApiOperations().filter(
      (operation) => isPrivate(operation) && pathOf(operation, foreign) !== pathOf(operation, own)
    )
    let refused = 0
    for (const operation of operations.filter(({ path }) => path.includes('{'))) {
      const path = pathOf(operation, foreign)
      const reply = await call(operation, path, bodyFor(operation, foreign))
      const leaks = leaksIn(reply, path)
      if (leaks.length) complaints.push(`${operation.id} tells ${leaks.join(', ')}`)
      if (reply.status < 400 || reply.status >= 500) complaints.push(`${operation.id}: ${path} answered ${reply.status}`)
      else refused += 1
    }
    assert.deepEqual(complaints, [])
    assert.deepEqual(changedTables(before, await databasePrint()), [])
    assert.isAbove(refused, 60)
  })

  test('are taken from no body: an id of theirs is refused or ignored, and stays theirs', async ({ assert }) => {
    const complaints: string[] = []
    let sent = 0
    for (const operation of listApiOperations().filter((one) => isPrivate(one) && one.body)) {
      const path = pathOf(operation, own)
      const fields = fieldPaths(operation.body!).filter(
        ({ path: name, schema }) => /(^|_)id$/.test(name.at(-1)!) || schema.format === 'uuid'
      )
      for (const field of fields) {
        for (const id of idsOf(foreign)) {
          const reply = await call(operation, path, withField(bodyFor(operation, own), field.path, id))
          sent += 1
          if (reply.status < 400 || reply.status >= 500) {
            complaints.push(`${operation.id} took ${field.path.join('.')} of another: ${reply.status}`)
          }
        }
      }
    }
    assert.deepEqual([...new Set(complaints)], [])
    assert.isAbove(sent, 20)
  })

  test('are open to their own: the same addresses answer where they belong', async ({ assert }) => {
    const answered: string[] = []
    for (const operation of listApiOperations().filter((one) => isPrivate(one) && one.method === 'GET' && one.path.includes('{'))) {
      const token = await tokenFor(operation, foreign)
      const { status } = await send({ method: 'GET', path: pathOf(operation, foreign), token })
      if (status === 200) answered.push(operation.id)
    }
    assert.isAbove(answered.length, 12)
  })
})
