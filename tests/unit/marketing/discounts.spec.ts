import { test } from '@japa/runner'
import fc from 'fast-check'
import { checkAnswer } from '#marketing/discounts/check_answer'
import { combine } from '#marketing/discounts/combine'
import type { DiscountableLine, DiscountSource } from '#marketing/discounts/discount'

const source = (installationId = 'first'): DiscountSource => ({
  installationId,
  pluginName: 'volume-discount',
  pluginVersion: '1.0.0',
  bearer: 'seller',
})

const line = (name: string, unitPriceMinor = 1_000, quantity = 3): DiscountableLine => ({
  line: name,
  tenantId: 't',
  productId: 'p',
  variantId: 'v',
  categoryId: 'c',
  sku: 'S',
  quantity,
  unitPriceMinor,
  currency: 'RUB',
})

test.group("A discount plugin's answer", () => {
  test('an amount and a percentage become minor units', ({ assert }) => {
    const answer = {
      discounts: [
        { line: 'a', amount: 250, label: 'x' },
        { line: 'b', percent: 12.5, label: 'y' },
      ],
    }
    const found = checkAnswer(answer, [line('a'), line('b')], source())
    assert.deepEqual(
      found.map(({ amountMinor, label }) => [amountMinor, label]),
      [
        [250, 'x'],
        [375, 'y'],
      ]
    )
  })

  test('a discount above the line is cut to it, so no line goes below zero', ({ assert }) => {
    const [found] = checkAnswer({ discounts: [{ line: 'a', amount: 999_999, label: 'x' }] }, [line('a')], source())
    assert.equal(found.amountMinor, 3_000)
  })

  test('a discount of nothing is none', ({ assert }) => {
    assert.isEmpty(checkAnswer({ discounts: [{ line: 'a', percent: 0, label: 'x' }] }, [line('a')], source()))
  })

  test('a discount on the whole is divided without losing or making a minor unit', ({ assert }) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 20 }), fc.nat(2_000_000), (prices, amount) => {
        const lines = prices.map((price, at) => line(String(at), price, 1))
        const found = checkAnswer({ discounts: [{ amount, label: 'x' }] }, lines, source())
        const whole = prices.reduce((total, price) => total + price, 0)
        assert.equal(
          found.reduce((total, part) => total + part.amountMinor, 0),
          Math.min(amount, whole)
        )
        found.forEach((part) => assert.isAtMost(part.amountMinor, prices[Number(part.line)]))
      })
    )
  })

  for (const [what, discount] of Object.entries({
    'a line it was not given': { line: 'z', amount: 1, label: 'x' },
    'a negative amount': { line: 'a', amount: -1, label: 'x' },
    'a fraction of a minor unit': { line: 'a', amount: 0.5, label: 'x' },
    'an endless amount': { line: 'a', amount: Infinity, label: 'x' },
    'more than everything': { line: 'a', percent: 101, label: 'x' },
    'no number': { line: 'a', percent: Number.NaN, label: 'x' },
    'both an amount and a percentage': { line: 'a', amount: 1, percent: 1, label: 'x' },
    'neither an amount nor a percentage': { line: 'a', label: 'x' },
    'another currency': { line: 'a', amount: 1, currency: 'USD', label: 'x' },
  })) {
    test(`that gives ${what} is refused as a whole`, ({ assert }) => {
      const answer = { discounts: [{ line: 'b', amount: 5, label: 'fine' }, discount] }
      assert.throws(() => checkAnswer(answer, [line('a'), line('b')], source()), /discount plugin/)
    })
  }

  test('that gives one line twice is refused as a whole', ({ assert }) => {
    const answer = {
      discounts: [
        { line: 'a', amount: 5, label: 'x' },
        { line: 'a', amount: 6, label: 'x' },
      ],
    }
    assert.throws(() => checkAnswer(answer, [line('a')], source()), /two discounts/)
  })

  test('a label loses control characters and excess length', ({ assert }) => {
    const [found] = checkAnswer({ discounts: [{ line: 'a', amount: 5, label: `\u0000a\nb${'c'.repeat(500)}` }] }, [line('a')], source())
    assert.match(found.label, /^a bc+$/)
    assert.lengthOf(found.label, 120)
  })
})

test.group('Discounts of several plugins', () => {
  const discount = (of: string, amountMinor: number, installation: string) => ({
    line: of,
    amountMinor,
    label: installation,
    source: source(installation),
  })

  test('the best of each line counts, and only that', ({ assert }) => {
    const found = combine([
      [discount('a', 5, 'first'), discount('b', 9, 'first')],
      [discount('a', 7, 'second'), discount('b', 1, 'second')],
    ])
    assert.sameDeepMembers(
      found.map((part) => [part.line, part.amountMinor, part.label]),
      [
        ['a', 7, 'second'],
        ['b', 9, 'first'],
      ]
    )
  })

  test('between equals the earlier installation wins', ({ assert }) => {
    const found = combine([[discount('a', 5, 'first')], [discount('a', 5, 'second')]])
    assert.equal(found[0].label, 'first')
  })
})
