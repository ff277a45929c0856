import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { decodeCursor, encodeCursor, keysetPage } from '#core/http/keyset'
import { newId } from '#core/ids'
import { sqlRun } from '#core/database/sql'

const QUEUE = `keyset-${newId()}`
const insert = (count: number, offsetMicros = 0) =>
  sqlRun(
    db,
    `insert into dead_letters (id, queue, job, error, attempts, at)
     select gen_random_uuid(), ?, 'x', '', 1, timestamptz '2026-01-01' + (? + g) * interval '1 microsecond' from generate_series(1, ?) g`,
    [QUEUE, offsetMicros, count]
  )

async function walk(limit: number, between: () => Promise<unknown> = async () => {}) {
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const query = db.from('dead_letters').where('queue', QUEUE).select('id', 'at')
    const page: Awaited<ReturnType<typeof keysetPage<{ id: string }>>> = await keysetPage<{ id: string }>(query, {
      sort: [
        { column: 'at', direction: 'desc' },
        { column: 'id', direction: 'desc' },
      ],
      limit,
      cursor,
    })
    seen.push(...page.data.map(({ id }) => id))
    cursor = page.meta.next_cursor
    await between()
  } while (cursor)
  return seen
}

test.group('Keyset pages', (group) => {
  group.setup(async () => {
    await insert(50)
    return async () => void (await db.from('dead_letters').where('queue', QUEUE).delete())
  })

  test('rows a microsecond apart are each shown once, whatever the page size', async ({ assert }) => {
    for (const limit of [1, 7, 49, 50, 51]) {
      const seen = await walk(limit)
      assert.equal(seen.length, 50)
      assert.equal(new Set(seen).size, 50)
    }
  })

  test('rows added while somebody turns pages neither repeat nor hide the others', async ({ assert }) => {
    const before = await walk(100)
    let added = 0
    const seen = await walk(7, async () => void (await insert(3, 1_000 * ++added)))
    assert.equal(new Set(seen).size, seen.length)
    assert.includeMembers(seen, before)
  })

  test('only this server’s cursors are taken', ({ assert }) => {
    assert.deepEqual(decodeCursor(encodeCursor(['2026-01-01', 'x']), 2), ['2026-01-01', 'x'])
    for (const cursor of [
      '',
      'x',
      '[]',
      encodeCursor(['one']),
      Buffer.from('[{"a":1},2]').toString('base64url'),
      Buffer.from('null').toString('base64url'),
    ]) {
      assert.throws(() => decodeCursor(cursor, 2), /cursor is not one of this list/)
    }
  })
})
