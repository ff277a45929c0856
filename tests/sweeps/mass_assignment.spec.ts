import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { forgetCounts } from '#tests/support/forget_counts'
import { createUser } from '#tests/support/users'
import { bodyFor } from './support/bodies.js'
import { listApiOperations, type Operation } from './support/operations.js'
import { send } from './support/send.js'
import { createWorld, pathOf, tokenFor, type World } from './support/world.js'

const [OWN_ID, WORD, MOMENT, NUMBER] = [newId(), `planted${newId().slice(-12)}`, '2001-02-03T04:05:06Z', 20_010_203_040_506]

/** What no request decides, under the names columns have and programs guess: each with a value that is found again. */
const planted = (tenantId: string, userId: string): Record<string, unknown> => ({
  ...Object.fromEntries(
    ['id', 'uuid', 'seller_id', 'sellerId', 'publisher_id', 'order_id', 'installation_id', 'token_id'].map((name) => [name, OWN_ID])
  ),
  ...Object.fromEntries(['tenant_id', 'tenantId', 'tenant', 'company_id', 'last_tenant_id'].map((name) => [name, tenantId])),
  ...Object.fromEntries(
    ['user_id', 'userId', 'user', 'owner_id', 'actor_id', 'buyer_id', 'reviewer_id', 'author_id', 'created_by', 'updated_by'].map(
      (name) => [name, userId]
    )
  ),
  ...Object.fromEntries(
    [
      'status',
      'state',
      'role',
      'platform_role',
      'plan',
      'type',
      'hash',
      'password_hash',
      'token_hash',
      'secret',
      'slug',
      'username',
      'label',
      'ip',
    ].map((name) => [name, WORD])
  ),
  ...Object.fromEntries(['roles', 'permissions', 'grants'].map((name) => [name, [WORD]])),
  ...Object.fromEntries(
    [
      'created_at',
      'createdAt',
      'updated_at',
      'published_at',
      'verified_at',
      'email_confirmed_at',
      'deleted_at',
      'revoked_at',
      'approved_at',
    ].map((name) => [name, MOMENT])
  ),
  ...Object.fromEntries(
    ['balance_minor', 'total_minor', 'downloads_total', 'rating', 'serial', 'seq', 'reserved'].map((name) => [name, NUMBER])
  ),
  ...{ is_admin: true, isAdmin: true, verified: true, is_featured: true, trusted: true, $isPersisted: true, __proto__: { role: WORD } },
})

let world: World

/** The body with everything its operation does not declare beside it, at the top and within each object of a list. */
function withPlanted(operation: Operation, extra: Record<string, unknown>): Record<string, unknown> {
  const known = Object.keys((operation.body!.properties ?? {}) as object)
  const body = { ...Object.fromEntries(Object.entries(extra).filter(([name]) => !known.includes(name))), ...bodyFor(operation, world) }
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, known.includes(name) ? withinList(value, extra) : value]))
}

const withinList = (value: unknown, extra: Record<string, unknown>): unknown =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'object' && entry !== null)
    ? value.map((entry: object) => ({ ...extra, ...entry }))
    : value

/** Rows written since that hold something planted, whatever the table. */
async function plantedRows(since: number, needles: string[]): Promise<string[]> {
  const tables = await sqlRows<{ name: string }>(
    db,
    `select table_name as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema = 'public'`
  )
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await sqlRows<{ row: string }>(
      db,
      `select t::text as row from "${name}" t where t.xmin::text::bigint >= ? and t::text ~ ? limit 3`,
      [since, needles.join('|')]
    )
    found.push(...rows.map(({ row }) => `${name}: ${row.slice(0, 300)}`))
  }
  return found
}

test.group('Fields that no request decides', (group) => {
  group.setup(async () => {
    world = await createWorld()
    await forgetCounts()
  })

  test('are ignored or refused by every operation, never written', async ({ assert }) => {
    const victim = await createUser({ tenant: { role: 'owner' } })
    const [{ since }] = await sqlRows<{ since: number }>(db, 'select (pg_current_xact_id()::text::bigint % 4294967296) as since')
    const complaints: string[] = []
    let accepted = 0
    for (const operation of listApiOperations().filter(({ method, body }) => method !== 'GET' && body)) {
      const body = withPlanted(operation, planted(victim.tenant.id, victim.user.id))
      const request = { method: operation.method, path: pathOf(operation, world), token: await tokenFor(operation, world), body }
      const { status, text } = await send({ ...request, headers: { 'idempotency-key': newId() } })
      if (status < 300) accepted += 1
      if (status >= 500) complaints.push(`${operation.id}: ${status} ${text.slice(0, 200)}`)
      if (text.includes(WORD) && status < 300) complaints.push(`${operation.id} answers what was planted`)
      await forgetCounts()
    }
    const needles = [OWN_ID, WORD, '2001-02-03', String(NUMBER), victim.tenant.id, victim.user.id]
    complaints.push(...(await plantedRows(since, needles)))
    assert.deepEqual(complaints, [])
    // Refusals prove little: most are accepted as if nothing had been planted.
    assert.isAbove(accepted, 30)
  })

  test('would be found if they were written', async ({ assert }) => {
    const [{ since }] = await sqlRows<{ since: number }>(db, 'select (pg_current_xact_id()::text::bigint % 4294967296) as since')
    await db.table('settings').insert({ key: `test.${WORD}`, value: '1' })
    assert.isNotEmpty(await plantedRows(since, [WORD]))
    await db.from('settings').where('key', `test.${WORD}`).delete()
  })
})
