import { test } from '@japa/runner'
import { pluginFolder } from '#tests/support/installed_plugins'
import { PluginBench, clockAt } from './run_plugin.js'

type Answer = { discounts: { line: string; percent: number; label: string }[] }

const cart = (...quantities: number[]) => ({
  currency: 'RUB',
  lines: quantities.map((quantity, i) => ({ line: `line-${i}`, quantity, unit_price: 10_000 })),
})

test.group('volume-discount', (group) => {
  const bench = new PluginBench()
  group.teardown(() => bench.stop())

  const run = (quantities: number[], settings: Record<string, unknown>) =>
    bench.run<Answer>(pluginFolder('volume-discount'), { hook: 'discount@1', input: cart(...quantities), settings })

  test('gives the percentage to lines from the threshold on, and to no others', async ({ assert }) => {
    const { answer } = await run([9, 10, 11], { threshold: 10, percent: 12.5 })
    assert.deepEqual(answer.discounts, [
      { line: 'line-1', percent: 12.5, label: '−12.5 % × 10+' },
      { line: 'line-2', percent: 12.5, label: '−12.5 % × 10+' },
    ])
  })

  test('gives nothing to an empty cart', async ({ assert }) => {
    const { answer } = await run([], { threshold: 10, percent: 5 })
    assert.deepEqual(answer, { discounts: [] })
  })

  test('takes names of lines as they are, whatever script or quotes they have', async ({ assert }) => {
    const line = 'строка "1" \\ 🎈\n'
    const { answer } = await bench.run<Answer>(pluginFolder('volume-discount'), {
      hook: 'discount@1',
      input: { lines: [{ line, quantity: 5 }] },
      settings: { threshold: 2, percent: 1 },
    })
    assert.equal(answer.discounts[0]!.line, line)
  })

  test('input that is not JSON traps, and the log says where', async ({ assert }) => {
    const outcome = await bench.run(pluginFolder('volume-discount'), { hook: 'discount@1', input: '{"lines":[{]}' })
    assert.equal(outcome.outcome, 'trap')
    assert.include(outcome.logs[0]!.text, 'JSON: expected a text at 11')
  })

  test('a thousand lines cost less than half of the fuel', async ({ assert }) => {
    const { outcome, fuelUsed, answer } = await run(Array<number>(1_000).fill(20), { threshold: 10, percent: 5 })
    assert.equal(outcome, 'ok')
    assert.lengthOf(answer.discounts, 1_000)
    assert.isBelow(fuelUsed, 25_000_000)
  })
})

test.group('happy-hours', (group) => {
  const bench = new PluginBench()
  group.teardown(() => bench.stop())

  const at = (moment: string, settings: Record<string, unknown> = {}) =>
    bench.run<Answer>(pluginFolder('happy-hours'), {
      hook: 'discount@1',
      input: cart(1),
      settings: { from_hour: 18, to_hour: 20, percent: 10, utc_offset: 3, weekdays_only: false, ...settings },
      onHostCall: clockAt(moment),
    })

  test('gives the discount within the hours of the shop, and not a minute later', async ({ assert }) => {
    const { answer: within } = await at('2026-11-20T15:00:00Z')
    assert.deepEqual(within.discounts, [{ line: 'line-0', percent: 10, label: '18:00–20:00' }])
    const { answer: before } = await at('2026-11-20T14:59:59Z')
    assert.deepEqual(before.discounts, [])
    const { answer: after } = await at('2026-11-20T17:00:00Z')
    assert.deepEqual(after.discounts, [])
  })

  test('goes on past midnight', async ({ assert }) => {
    const night = { from_hour: 22, to_hour: 2, utc_offset: 0 }
    const { answer: late } = await at('2026-11-20T23:30:00Z', night)
    assert.lengthOf(late.discounts, 1)
    const { answer: early } = await at('2026-11-20T01:30:00Z', night)
    assert.lengthOf(early.discounts, 1)
    const { answer: day } = await at('2026-11-20T12:00:00Z', night)
    assert.lengthOf(day.discounts, 0)
  })

  test('leaves weekends out when asked to, by the calendar of the shop', async ({ assert }) => {
    const settings = { from_hour: 0, to_hour: 0, weekdays_only: true, utc_offset: 3 }
    const { answer: friday } = await at('2026-11-20T20:00:00Z', settings)
    assert.lengthOf(friday.discounts, 1)
    const { answer: saturday } = await at('2026-11-20T21:00:00Z', settings)
    assert.lengthOf(saturday.discounts, 0)
  })

  test('does not run where the clock was not granted', async ({ assert }) => {
    const outcome = await bench.run(pluginFolder('happy-hours'), { hook: 'discount@1', input: cart(1) })
    assert.equal(outcome.outcome, 'trap')
  })
})
