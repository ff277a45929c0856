import { test } from '@japa/runner'
import { Turnstile } from '#search/drivers/postgres/turnstile'

test.group('Turnstile', () => {
  test('lets no more through at once than it has places, in the order they came, failures included', async ({ assert }) => {
    const turnstile = new Turnstile(2)
    const entered: number[] = []
    let inside = 0
    let most = 0
    const outcomes = await Promise.allSettled(
      Array.from({ length: 9 }, (_, at) =>
        turnstile.pass(async () => {
          entered.push(at)
          most = Math.max(most, ++inside)
          await new Promise((resolve) => setImmediate(resolve))
          inside--
          if (at % 3 === 0) throw new Error('stumbled')
        })
      )
    )
    assert.equal(most, 2)
    assert.deepEqual(entered, [0, 1, 2, 3, 4, 5, 6, 7, 8])
    assert.lengthOf(
      outcomes.filter(({ status }) => status === 'rejected'),
      3
    )
    assert.equal(await turnstile.pass(async () => 'still open'), 'still open')
  })
})
