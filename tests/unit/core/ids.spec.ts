import { test } from '@japa/runner'
import { isId, newId } from '#core/ids'

test.group('Ids', () => {
  test('ten thousand ids are distinct UUIDv7 and sort by their time', ({ assert }) => {
    const ids = Array.from({ length: 10_000 }, (_, at) => newId(1_700_000_000_000 + at))
    assert.equal(new Set(ids).size, ids.length)
    assert.deepEqual([...ids].sort(), ids)
    assert.isTrue(ids.every((id) => /^[0-9a-f-]{14}7[0-9a-f]{3}-[89ab]/.test(id)))
  })

  test('anything but a UUID is refused before the database sees it', ({ assert }) => {
    assert.isTrue(isId(newId()))
    for (const value of ['', '1', null, 7, ['x'], "'; drop table users", newId() + ' ']) assert.isFalse(isId(value))
  })
})
