import { test } from '@japa/runner'
import { gathered } from '#core/database/gathered'

/** A table whose look-ups are answered when the test says so, with what stood in it when they began. */
function slowTable(rows: Map<string, number>) {
  const begun: { keys: string[]; answer: () => void; fail: (error: Error) => void }[] = []
  const find = gathered<number>((keys) => {
    const seen = new Map(keys.flatMap((key) => (rows.has(key) ? [[key, rows.get(key)!] as const] : [])))
    return new Promise((resolve, reject) => begun.push({ keys, answer: () => resolve(seen), fail: reject }))
  })
  return { find, begun }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

test.group('Gathered look-ups', () => {
  test('go one by one while nothing is on its way, together while something is', async ({ assert }) => {
    const { find, begun } = slowTable(new Map([['a', 1]]))
    const answers = ['a', 'b', 'a', 'c', 'a'].map(find)
    assert.deepEqual(
      begun.map(({ keys }) => keys),
      [['a'], ['b']]
    )
    begun[0]!.answer()
    await settle()
    assert.deepEqual(begun[2]!.keys, ['a', 'c'])
    begun.slice(1).forEach(({ answer }) => answer())
    assert.deepEqual(await Promise.all(answers), [1, undefined, 1, undefined, 1])
  })

  test('see whatever was written before they were asked', async ({ assert }) => {
    const rows = new Map([['a', 1]])
    const { find, begun } = slowTable(rows)
    const before = find('a')
    void find('b')
    rows.set('a', 2)
    const after = find('a')
    begun[0]!.answer()
    assert.equal(await before, 1)
    await settle()
    begun[2]!.answer()
    assert.equal(await after, 2)
  })

  test('fail for who waited for them and for nobody else', async ({ assert }) => {
    const { find, begun } = slowTable(new Map([['c', 3]]))
    const [first, second, third] = [find('a'), find('b'), find('c')]
    begun[0]!.fail(new Error('The connection broke'))
    await assert.rejects(() => first, 'The connection broke')
    await settle()
    begun.slice(1).forEach(({ answer }) => answer())
    assert.deepEqual(await Promise.all([second, third]), [undefined, 3])
  })
})
