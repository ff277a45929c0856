import fc from 'fast-check'
import { test } from '@japa/runner'
import { Money } from '#core/money/money'
import { parseBigint } from '#core/database/parse_bigint'

const amounts = fc.integer({ min: 0, max: 10 ** 12 })

test.group('Money', () => {
  test('a split loses and makes nothing, and no part is off by more than one unit', ({ assert }) => {
    fc.assert(
      fc.property(amounts, fc.array(fc.integer({ min: 0, max: 10 ** 6 }), { minLength: 1, maxLength: 20 }), (amount, weights) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0)
        fc.pre(total > 0)
        const parts = Money.of(amount, 'RUB').allocate(weights)
        assert.equal(Money.sum(parts, 'RUB').amount, amount)
        parts.forEach((part, at) => assert.isBelow(Math.abs(part.amount - (amount * weights[at]) / total), 1.001))
      })
    )
  })

  test('a share is rounded half away from zero', ({ assert }) => {
    assert.equal(Money.of(5, 'RUB').share(100_000).amount, 1)
    assert.equal(Money.of(-5, 'RUB').share(100_000).amount, -1)
    assert.equal(Money.of(4, 'RUB').share(100_000).amount, 0)
    assert.equal(Money.of(Number.MAX_SAFE_INTEGER, 'RUB').share(1_000_000).amount, Number.MAX_SAFE_INTEGER)
  })

  test('currencies do not mix, fractions and overflow are refused', ({ assert }) => {
    assert.throws(() => Money.of(1, 'RUB').plus(Money.of(1, 'USD')), /different currencies/)
    assert.throws(() => Money.of(0.5, 'RUB'), /whole number/)
    assert.throws(() => Money.of(Number.MAX_SAFE_INTEGER, 'RUB').plus(Money.of(1, 'RUB')), /whole number/)
  })

  test('is written in the reader’s language', ({ assert }) => {
    assert.equal(Money.of(199_000, 'RUB').format('ru').replace(/\s/g, ' '), '1 990,00 ₽')
    assert.equal(Money.of(500, 'JPY').format('en'), '¥500')
  })

  test('a bigint past the safe integers is an error, not a rounded amount', ({ assert }) => {
    assert.equal(parseBigint('9007199254740991'), Number.MAX_SAFE_INTEGER)
    assert.throws(() => parseBigint('9007199254740993'), /safe integer/)
  })
})
