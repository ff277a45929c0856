import { test } from '@japa/runner'
import { Overloaded } from '#core/http/exceptions'
import { FewAtOnce } from '#core/few_at_once'

/** Pieces of work that end when they are told to. */
function workshop() {
  const ends: (() => void)[] = []
  const seen = { running: 0, most: 0, begun: [] as number[] }
  const work = (name: number) => async () => {
    seen.begun.push(name)
    seen.most = Math.max(seen.most, (seen.running += 1))
    await new Promise<void>((resolve) => ends.push(resolve))
    seen.running -= 1
    return name
  }
  return { seen, work, endOne: () => ends.shift()?.() }
}

test.group('Few at once', () => {
  test('as many as allowed work at a time, in the order they came, and each gets its own answer', async ({ assert }) => {
    const { seen, work, endOne } = workshop()
    const desk = new FewAtOnce(2, 10)
    const answers = [1, 2, 3, 4, 5].map((name) => desk.run(work(name)))
    assert.deepEqual(seen.begun, [1, 2])
    for (const answer of answers) {
      endOne()
      await answer
    }
    assert.deepEqual(await Promise.all(answers), [1, 2, 3, 4, 5])
    assert.deepEqual(seen, { running: 0, most: 2, begun: [1, 2, 3, 4, 5] })
  })

  test('whoever comes when enough wait is told to come again; a failure frees its place', async ({ assert }) => {
    const { work, endOne } = workshop()
    const desk = new FewAtOnce(1, 1)
    const failing = desk.run(async () => {
      await work(1)()
      throw new Error('failed')
    })
    const waiting = desk.run(work(2))
    await assert.rejects(() => desk.run(work(3)), Overloaded)
    endOne()
    await assert.rejects(() => failing, 'failed')
    endOne()
    assert.equal(await waiting, 2)
    const later = desk.run(work(4))
    endOne()
    assert.equal(await later, 4)
  })
})
