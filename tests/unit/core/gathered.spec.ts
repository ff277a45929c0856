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

/** Two turns: what is due at the end of this one has begun by then. */
const settle = async () => {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve))
}

test.group('Gathered look-ups', () => {
  test('go together with whatever one turn of the event loop asks, and with what comes while two are on their way', async ({ assert }) => {
    const { find, begun } = slowTable(new Map([['a', 1]]))
    const turns = [['a', 'b', 'a'], ['a'], ['c'], ['a', 'd']]
    const answers: Promise<number | undefined>[] = []
    for (const keys of turns) {
      answers.push(...keys.map(find))
      await settle()
    }
    const keysOf = () => begun.map(({ keys }) => keys)
    assert.deepEqual(keysOf(), [['a', 'b'], ['a']])
    begun[0]!.answer()
    await settle()
    assert.deepEqual(keysOf(), [['a', 'b'], ['a'], ['c', 'a', 'd']])
    begun.slice(1).forEach(({ answer }) => answer())
    assert.deepEqual(await Promise.all(answers), [1, undefined, 1, 1, undefined, 1, undefined])
  })

  test('see whatever was written before they were asked', async ({ assert }) => {
    const rows = new Map([['a', 1]])
    const { find, begun } = slowTable(rows)
    const before = find('a')
    await settle()
    rows.set('a', 2)
    const after = find('a')
    await settle()
    begun.forEach(({ answer }) => answer())
    assert.equal(await before, 1)
    assert.equal(await after, 2)
  })

  test('fail for who waited for them and for nobody else', async ({ assert }) => {
    const { find, begun } = slowTable(new Map([['c', 3]]))
    const first = find('a')
    await settle()
    const [second, third] = [find('b'), find('c')]
    begun[0]!.fail(new Error('The connection broke'))
    await assert.rejects(() => first, 'The connection broke')
    await settle()
    begun.slice(1).forEach(({ answer }) => answer())
    assert.deepEqual(await Promise.all([second, third]), [undefined, 3])
  })
})
