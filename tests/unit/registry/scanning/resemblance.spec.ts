import { createHash } from 'node:crypto'
import { test } from '@japa/runner'
import { codePrints, resemblance } from '#registry/scanning/prints/code_prints'
import { isNearName } from '#registry/scanning/names/name_distance'

/** Bytes that differ by seed, with the head of a module. */
function bytesOf(seed: string, length: number): Uint8Array {
  const parts = Array.from({ length: Math.ceil(length / 32) }, (_, i) => createHash('sha256').update(`${seed} ${i}`).digest())
  return new Uint8Array(Buffer.concat([Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]), ...parts]).subarray(0, length))
}

const script = (tail: string) =>
  Buffer.from(Array.from({ length: 200 }, (_, i) => `const value${i} = input.total * ${i}`).join('\n') + tail)

test.group('Near copies', () => {
  test('a changed copy is known, another module is not', ({ assert }) => {
    const original = bytesOf('a', 40_000)
    const changed = original.slice()
    for (let at = 5_000; at < 7_000; at++) changed[at] = changed[at]! ^ 0x55
    const longer = new Uint8Array(Buffer.concat([original, bytesOf('tail', 2_000)]))
    const prints = codePrints(original)!
    assert.equal(resemblance(prints, codePrints(original)!), 1)
    assert.isAbove(resemblance(prints, codePrints(changed)!), 0.7)
    assert.isAbove(resemblance(prints, codePrints(longer)!), 0.7)
    assert.isBelow(resemblance(prints, codePrints(bytesOf('b', 40_000))!), 0.1)
  })

  test('a script with other blanks is the same script', ({ assert }) => {
    const spread = Buffer.from(script('').toString().replaceAll('\n', '\n\n    '))
    assert.equal(resemblance(codePrints(script(''))!, codePrints(spread)!), 1)
  })

  test('what is too small to tell has no prints', ({ assert }) => {
    assert.isNull(codePrints(bytesOf('a', 120)))
    assert.isNotNull(codePrints(bytesOf('a', 1_000)))
  })
})

test.group('Near names', () => {
  const NEAR = [
    ['volume-discount', 'volume-discuont'],
    ['volume-discount', 'volume-discounts'],
    ['volume-discount', 'discount-volume'],
    ['mailer', 'maller'],
    ['fraud-velocity', 'fraude-velocty'],
  ]
  const APART = [
    ['volume-discount', 'basket-discount'],
    ['cron', 'crop'],
    ['mailer', 'mailbox'],
    ['volume-discount', 'volume-discount'],
    ['sales-digest', 'sales-report'],
  ]
  for (const [one, other] of NEAR) test(`${one} and ${other} are near`, ({ assert }) => assert.isTrue(isNearName(one!, other!)))
  for (const [one, other] of APART) test(`${one} and ${other} are not`, ({ assert }) => assert.isFalse(isNearName(one!, other!)))
})
