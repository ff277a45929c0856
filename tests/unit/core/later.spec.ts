import { test } from '@japa/runner'
import { isInBackground, Later } from '#core/later'

/** Work that waits to be let go, and what was seen while it ran. */
function held() {
  const gates: (() => void)[] = []
  const seen = { running: 0, most: 0, inBackground: [] as boolean[] }
  const work = async () => {
    seen.most = Math.max(seen.most, (seen.running += 1))
    seen.inBackground.push(isInBackground())
    await new Promise<void>((resolve) => gates.push(resolve))
    seen.running -= 1
  }
  return { seen, work, letGo: () => gates.shift()?.() }
}

test.group('Work put off', () => {
  test('is done once for all that asked, in the background', async ({ assert }) => {
    let done: () => void = () => {}
    const once = new Promise<void>((resolve) => (done = resolve))
    const seen: boolean[] = []
    const later = new Later(1, async () => {
      seen.push(isInBackground())
      done()
    })
    for (let at = 0; at < 5; at++) later.soon()
    assert.deepEqual(seen, [])
    // The timer keeps no process alive, so somebody has to wait for it.
    const alive = setInterval(() => {}, 1_000)
    await once
    clearInterval(alive)
    await later.close()
    assert.deepEqual(seen, [true])
    assert.isFalse(isInBackground())
  })

  test('never runs twice at a time, and closing waits for what is under way', async ({ assert }) => {
    const { seen, work, letGo } = held()
    const later = new Later(60_000, work)
    const [first, second] = [later.now(), later.now()]
    let isClosed = false
    const closing = later.close().then(() => (isClosed = true))
    await Promise.resolve()
    assert.equal(seen.running, 1)
    letGo()
    await first
    assert.isFalse(isClosed)
    assert.equal(seen.running, 1)
    letGo()
    await Promise.all([second, closing])
    assert.deepEqual(seen, { running: 0, most: 1, inBackground: [true, true] })
  })

  test('closing does what was asked for, and nothing where nobody asked', async ({ assert }) => {
    let count = 0
    const later = new Later(60_000, async () => void (count += 1))
    await later.close()
    assert.equal(count, 0)
    later.soon()
    await later.close()
    assert.equal(count, 1)
  })
})
