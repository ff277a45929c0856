import fc from 'fast-check'
import { test } from '@japa/runner'
import { ean13, isEan13 } from '#catalog/barcode'

test.group('EAN-13', () => {
  test('knows real codes', ({ assert }) => {
    for (const code of ['4006381333931', '5901234123457', '4600051000057']) assert.isTrue(isEan13(code), code)
    for (const code of ['4006381333932', '400638133393', '40063813339310', '400638133393x', '', '４００６３８１３３３９３１']) {
      assert.isFalse(isEan13(code), code)
    }
  })

  test('a made code is right, and any one wrong digit is found', ({ assert }) => {
    const twelve = fc.stringMatching(/^\d{12}$/)
    fc.assert(
      fc.property(twelve, fc.nat(12), fc.integer({ min: 1, max: 9 }), (digits, at, shift) => {
        const code = ean13(digits)
        const wrong = code.slice(0, at) + ((Number(code[at]) + shift) % 10) + code.slice(at + 1)
        return isEan13(code) && !isEan13(wrong)
      })
    )
    assert.throws(() => ean13('123'), RangeError)
  })
})
