import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { surfaceOf } from '#identity/tokens/surfaces'
import { forgetCounts } from '#tests/support/forget_counts'
import { bodyFor } from './support/bodies.js'
import { changedTables, databasePrint } from './support/database_print.js'
import { listApiOperations, type Operation } from './support/operations.js'
import { send, type Sent } from './support/send.js'
import { createWorld, pathOf, tokenFor, type World } from './support/world.js'

/** The request id ends up in the audit row: a trigger refuses rows with this one. */
const FAULT = `unauditable-${newId().slice(-12)}`

/** Some of the acts that are audited, to see that the fault bites. */
const AUDITED = ['register', 'updateOwnTenant', 'createToken', 'createProduct', 'takeDownPlugin', 'verifyPublisher', 'createWebhook']

const breakAudit = () =>
  db.rawQuery(`
    create function test_refuse_audit() returns trigger language plpgsql as $$ begin raise exception 'the disk is full'; end $$;
    create trigger test_refuse_audit before insert on audit_log for each row when (new.request_id = '${FAULT}') execute function test_refuse_audit();
  `)

const mendAudit = () => db.rawQuery('drop trigger test_refuse_audit on audit_log; drop function test_refuse_audit()')

/** What may be left: bytes lie under their digest until the sweep. */
const LEFT: Record<string, string[]> = { publishPlugin: ['blobs'] }

let world: World
const tokens = new Map<string, Promise<string | null>>()

/** One sign-in for everything that the same people may do: what is compared are rows. */
function tokenOnce(operation: Operation): Promise<string | null> {
  const key = `${surfaceOf(operation.path)} ${operation.roles.join()}`
  if (!tokens.has(key)) tokens.set(key, tokenFor(operation, world))
  return tokens.get(key)!
}

async function requestOf(operation: Operation, requestId: string): Promise<Sent> {
  return {
    ...{ method: operation.method, path: pathOf(operation, world), token: await tokenOnce(operation) },
    body: operation.body ? bodyFor(operation, world) : undefined,
    headers: { 'x-request-id': requestId, 'idempotency-key': newId() },
  }
}

test.group('An act that cannot be audited', (group) => {
  group.setup(async () => {
    world = await createWorld()
    await forgetCounts()
    await breakAudit()
    return mendAudit
  })
  // Each is an unexpected error, and logged as one.
  group.each.setup(() => {
    const { level } = logger
    logger.level = 'silent'
    return () => void (logger.level = level)
  })

  test('does not happen, whatever it is: nothing of it is left', async ({ assert }) => {
    const complaints: string[] = []
    const failed: string[] = []
    // Signing out takes from the later ones what they are asked with.
    const operations = listApiOperations().filter(({ id, method }) => method !== 'GET' && !/^logout/.test(id))
    for (const operation of operations) await tokenOnce(operation)
    let before = await databasePrint()
    for (const operation of operations) {
      const { status } = await send(await requestOf(operation, FAULT))
      if (status >= 400 && status !== 500) continue
      const after = await databasePrint()
      const known = ['idempotency_keys', ...(LEFT[operation.id] ?? [])]
      const changed = changedTables(before, after).filter((table) => !known.includes(table))
      before = after
      if (status !== 500) continue
      failed.push(operation.id)
      if (changed.length) complaints.push(`${operation.id} left ${changed.join(', ')}`)
    }
    assert.deepEqual(complaints, [])
    assert.includeMembers(failed, AUDITED)
    assert.isAbove(failed.length, 25)
  })

  test('happens once it can be audited', async ({ assert }) => {
    for (const operation of listApiOperations().filter(({ id }) => AUDITED.includes(id))) {
      const requestId = newId()
      const { status, text } = await send(await requestOf(operation, requestId))
      assert.isBelow(status, 300, `${operation.id}: ${text}`)
      assert.isNotEmpty(await db.from('audit_log').where('request_id', requestId), operation.id)
    }
  })
})
