import { Secret } from 'otpauth'
import { test } from '@japa/runner'
import { newTotpSecret, stepOfCode, totpUri } from '#identity/second_factor/totp'
import { spelledCode } from '#identity/second_factor/spelled_code'

/** RFC 6238, appendix B, for SHA-1; ours have six digits, which are the last six of eight. */
const SEED = Secret.fromUTF8('12345678901234567890').base32
const VECTORS: [seconds: number, code: string][] = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
]

test.group('Codes of authenticator apps', () => {
  test('the codes of RFC 6238 are those of their steps', ({ assert }) => {
    for (const [seconds, code] of VECTORS) {
      assert.equal(stepOfCode(SEED, code.slice(2), new Date(seconds * 1000)), Math.floor(seconds / 30))
    }
  })

  test('a code is good one step before and after its own, named as its own, and not two away', ({ assert }) => {
    const [seconds, code] = VECTORS[3]
    const at = (steps: number) => stepOfCode(SEED, code.slice(2), new Date((seconds + steps * 30) * 1000))
    assert.deepEqual([-1, 0, 1].map(at), Array(3).fill(Math.floor(seconds / 30)))
    assert.deepEqual([-2, 2].map(at), [null, null])
  })

  test('each seed has 160 bits, is another, and stands in what the picture says', ({ assert }) => {
    const seed = newTotpSecret()
    assert.equal(Secret.fromBase32(seed).bytes.length, 20)
    assert.notEqual(seed, newTotpSecret())
    const uri = new URL(totpUri(seed, 'a user@example.test'))
    assert.equal(uri.searchParams.get('secret'), seed)
    assert.equal(uri.searchParams.get('issuer'), 'Rialto')
  })

  test('a code has one form however it is spelled, and what is no code has none', ({ assert }) => {
    for (const text of ['123456', ' 123 456\n', '１２３４５６', '123\u00a0456', '123-456', '1 2 3 4 5 6', '123\u200b456', '123–456']) {
      assert.deepEqual(spelledCode(text), { kind: 'totp', code: '123456' }, JSON.stringify(text))
    }
    for (const text of ['ABCD-efgh-2345-ijkl', 'abcd efgh 2345 ijkl', 'ａbcdefgh2345ijkl']) {
      assert.deepEqual(spelledCode(text), { kind: 'recovery', code: 'abcdefgh2345ijkl' }, JSON.stringify(text))
    }
    for (const text of ['', '+123456', '12345', '1234567', '0x1234', '1e5000', '١٢٣٤٥٦', 'abcd-efgh-2345', '123456;123456']) {
      assert.isNull(spelledCode(text), JSON.stringify(text))
    }
  })
})
