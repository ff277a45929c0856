import { test } from '@japa/runner'
import { MemoryWindow } from '#core/limits/memory_window'

const MINUTE = 60_000
const START = 1_000 * MINUTE

/** What a window of one minute lets pass of requests at these moments. */
const passed = (limit: number, moments: number[]) => {
  const window = new MemoryWindow(MINUTE)
  return moments.filter((at) => window.take('somebody', limit, at).isAllowed)
}

test.group('Sliding window', () => {
  test('as many pass as may, one more does not, others are not concerned', ({ assert }) => {
    const window = new MemoryWindow(MINUTE)
    for (let at = 0; at < 5; at++) assert.include(window.take('a', 5, START), { isAllowed: true, remaining: 4 - at })
    assert.include(window.take('a', 5, START), { isAllowed: false, remaining: 0 })
    assert.isTrue(window.take('b', 5, START).isAllowed)
  })

  test('a burst around the turn of the minute is one burst: a fixed window would let twice as much pass', ({ assert }) => {
    const late = Array.from({ length: 100 }, () => START + MINUTE - 1)
    const early = Array.from({ length: 100 }, () => START + MINUTE)
    assert.lengthOf(passed(100, [...late, ...early]), 100)
    const halfway = Array.from({ length: 100 }, () => START + MINUTE * 1.5)
    assert.lengthOf(passed(100, [...late, ...halfway]), 150)
    const afterwards = Array.from({ length: 100 }, () => START + MINUTE * 3)
    assert.lengthOf(passed(100, [...late, ...afterwards]), 200)
  })

  test('at an even pace within the limit nobody is ever refused, whatever the pace', ({ assert }) => {
    for (const limit of [1, 2, 7, 60, 100, 600]) {
      const moments = Array.from({ length: limit * 5 }, (_, at) => START + 17 + Math.ceil((at * 2 * MINUTE) / limit))
      assert.lengthOf(passed(limit, moments), moments.length)
    }
  })

  test('whoever waits as long as told gets in', ({ assert }) => {
    let random = 42
    const next = (below: number) => (random = (random * 48_271) % 2_147_483_647) % below
    for (let round = 0; round < 500; round++) {
      const limit = 1 + next(20)
      const window = new MemoryWindow(MINUTE)
      let now = START + next(MINUTE)
      for (let at = 0; at < 60; at++) {
        now += next(5_000)
        const { isAllowed, waitSeconds } = window.take('a', limit, now)
        if (isAllowed) continue
        assert.isTrue(window.take('a', limit, now + waitSeconds * 1_000).isAllowed, `limit ${limit}: told ${waitSeconds} s`)
        break
      }
    }
  })

  test('who hammers is let in as often as who waits: refused requests count nothing', ({ assert }) => {
    const everySecond = Array.from({ length: 600 }, (_, at) => START + at * 1_000)
    assert.isAtLeast(passed(30, everySecond).length, 30 * 9)
  })

  test('a flood of addresses takes bounded memory and resets nobody', ({ assert }) => {
    const window = new MemoryWindow(MINUTE, 1_000)
    for (let at = 0; at < 5; at++) window.take('known', 5, START)
    for (let at = 0; at < 50_000; at++) window.take(`flood-${at}`, 5, START)
    assert.isAtMost(window.size, 1_000 + 8_192)
    assert.isFalse(window.take('known', 5, START).isAllowed)
    window.take('known', 5, START + 3 * MINUTE)
    assert.equal(window.size, 1)
  })
})
