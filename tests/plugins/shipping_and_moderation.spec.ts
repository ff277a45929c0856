import { test } from '@japa/runner'
import { pluginFolder } from '#tests/support/installed_plugins'
import { PluginBench } from './run_plugin.js'

type Quotes = { quotes: { code: string; price: number; currency: string; min_days: number; max_days: number }[] }
type Verdict = { verdict: string; matches: { field: string; word: string; verdict: string }[] }

test.group('flat-rate-shipping', (group) => {
  const bench = new PluginBench()
  group.teardown(() => bench.stop())

  const parcel = { currency: 'RUB', total: 100_000, lines: [{ quantity: 3, weight_grams: 400 }] }
  const settings = { rate: 30_000, per_kilogram: 0, free_from: 0, currency: 'RUB', min_days: 2, max_days: 5 }
  const quote = (changes: Record<string, unknown> = {}, input: object = parcel) =>
    bench.run<Quotes>(pluginFolder('flat-rate-shipping'), { hook: 'shipping_quote@1', input, settings: { ...settings, ...changes } })

  test('offers its price and its days', async ({ assert }) => {
    const { answer } = await quote()
    assert.deepEqual(answer.quotes, [{ code: 'flat', price: 30_000, currency: 'RUB', min_days: 2, max_days: 5 }])
  })

  test('adds each kilogram that was begun', async ({ assert }) => {
    const { answer } = await quote({ per_kilogram: 5_000 })
    assert.equal(answer.quotes[0]!.price, 40_000)
  })

  test('is free from the sum, not below it', async ({ assert }) => {
    const { answer: free } = await quote({ free_from: 100_000 })
    assert.equal(free.quotes[0]!.price, 0)
    const { answer: paid } = await quote({ free_from: 100_001 })
    assert.equal(paid.quotes[0]!.price, 30_000)
  })

  test('offers nothing in another currency', async ({ assert }) => {
    const { answer } = await quote({}, { ...parcel, currency: 'USD' })
    assert.deepEqual(answer.quotes, [])
  })

  test('says what is wrong with its settings', async ({ assert }) => {
    const outcome = await quote({ min_days: 9 })
    assert.equal(outcome.outcome, 'failed')
    assert.equal(outcome.error, 'min_days is more than max_days')
  })
})

test.group('keyword-moderation', (group) => {
  const bench = new PluginBench()
  group.teardown(() => bench.stop())

  const settings = { reject: 'подделка, реплик*\nfake', review: 'срочно, ёлка' }
  const judge = (...texts: string[]) =>
    bench.run<Verdict>(pluginFolder('keyword-moderation'), {
      hook: 'text_moderation@1',
      input: { texts: texts.map((text, i) => ({ field: `field-${i}`, text })) },
      settings,
    })

  test('lets ordinary texts pass', async ({ assert }) => {
    const { answer } = await judge('Кроссовки мужские', 'Running shoes')
    assert.deepEqual(answer, { verdict: 'pass', matches: [] })
  })

  test('rejects forbidden words in any case, and beginnings of words', async ({ assert }) => {
    const { answer } = await judge('Отличная ПОДДЕЛКА!', 'это репликация')
    assert.equal(answer.verdict, 'reject')
    assert.deepEqual(answer.matches, [
      { field: 'field-0', word: 'подделка', verdict: 'reject' },
      { field: 'field-1', word: 'репликация', verdict: 'reject' },
    ])
  })

  test('sends suspicious words to a moderator, ё with and without dots', async ({ assert }) => {
    const { answer } = await judge('Елка СРОЧНО')
    assert.equal(answer.verdict, 'review')
    assert.deepEqual(
      answer.matches.map(({ word }) => word),
      ['елка', 'срочно']
    )
  })

  test('matches whole words only, and the worst word decides', async ({ assert }) => {
    const { answer: inside } = await judge('fakery несрочно')
    assert.equal(inside.verdict, 'pass')
    const { answer: worst } = await judge('срочно', 'fake', 'срочно')
    assert.equal(worst.verdict, 'reject')
  })
})
