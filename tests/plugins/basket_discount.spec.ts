import { test } from '@japa/runner'
import { pluginFolder } from '#tests/support/installed_plugins'
import { PluginBench } from './run_plugin.js'

type Answer = { discounts: { line: string; percent: number; label: string }[] }

test.group('basket-discount', (group) => {
  const bench = new PluginBench()
  group.teardown(() => bench.stop())

  const run = (products: string[]) =>
    bench.run<Answer>(pluginFolder('basket-discount'), {
      hook: 'discount@1',
      input: {
        currency: 'RUB',
        lines: products.map((product, at) => ({ line: `line-${at}`, product_id: product, quantity: 1, unit_price: 10_000 })),
      },
      settings: { products: 3, percent: 5 },
    })

  test('three different products are cheaper together', async ({ assert }) => {
    const { answer } = await run(['a', 'b', 'c', 'a'])
    assert.deepEqual(
      answer.discounts.map(({ line, percent }) => [line, percent]),
      ['line-0', 'line-1', 'line-2', 'line-3'].map((line) => [line, 5])
    )
  })

  test('three variants of two products are not', async ({ assert }) => {
    const { answer } = await run(['a', 'b', 'a'])
    assert.deepEqual(answer.discounts, [])
  })
})
