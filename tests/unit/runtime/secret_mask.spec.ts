import { test } from '@japa/runner'
import fc from 'fast-check'
import { Needle } from '#runtime/host_calls/secrets/needle'
import { SecretMask } from '#runtime/host_calls/secrets/secret_mask'

const few = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 12 })
const many = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 200 })
const secrets = fc.string({ unit: 'grapheme', minLength: 4, maxLength: 30 }).filter((text) => text.isWellFormed() && !text.includes('*'))

const mask = (...values: string[]) => {
  const made = new SecretMask()
  for (const value of values) made.add(value)
  return made
}

function everyPlace(text: string, part: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) places.push(at)
  return places
}

test.group('The mask of secrets', () => {
  test('a needle is found wherever it stands and nowhere else', ({ assert }) => {
    fc.assert(
      fc.property(few, many, (part, text) => {
        assert.deepEqual(new Needle(Buffer.from(part)).find(Buffer.from(text)), everyPlace(text, part))
      })
    )
  })

  test('any secret in any text is gone, in each spelling, and the rest stays', ({ assert }) => {
    const ways: ((secret: string) => string)[] = [
      (secret) => secret,
      (secret) => JSON.stringify(secret).slice(1, -1),
      encodeURIComponent,
      (secret) => new URLSearchParams([['', secret]]).toString().slice(1),
      (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
      (secret) => [...secret].map((character) => `&#x${character.codePointAt(0)!.toString(16)};`).join(''),
    ]
    fc.assert(
      fc.property(secrets, fc.constantFrom(...ways), (secret, spell) => {
        assert.equal(mask(secret).text(`привет [${spell(secret)}] 世界`), 'привет [***] 世界')
      })
    )
  })

  test('secrets that hold or overlap one another leave nothing of either', ({ assert }) => {
    assert.equal(mask('abcd', 'abcdefgh').text('<abcdefgh> <abcd>'), '<***> <***>')
    assert.equal(mask('abcdef', 'defghi').text('<abcdefghi>'), '<***>')
    assert.equal(mask('aaaa').text('<aaaaaaaaa>'), '<***>')
  })

  test('escapes that are cut, wrong or none at all harm nothing', ({ assert }) => {
    const one = mask('secret')
    for (const text of [
      '%',
      '%7',
      '%zz',
      '\\',
      '\\u',
      '\\u12',
      '\\ud83d',
      '&',
      '&#',
      '&#99999999;',
      '&#x110000;',
      '&nope;',
      '+',
      '%73ecre',
      '',
    ]) {
      assert.equal(one.text(text), text)
      // A backslash before the secret may be an escape of its first letter: it goes with it.
      assert.equal(one.text(`${text}secret`), `${text === '\\' ? '' : text}***`)
    }
  })

  test('texts made to be searched slowly are not', ({ assert }) => {
    const values = Array.from({ length: 20 }, (_, index) => `${'a'.repeat(8_000)}${index}`)
    const slow = mask(...values)
    const started = performance.now()
    for (const piece of ['a', '%61', '\\u0061', '&#97;']) {
      const text = piece.repeat(262_144 / piece.length)
      assert.equal(slow.text(text), text)
    }
    // Some tenths of a second each; compared place by place it would be hours.
    assert.isBelow(performance.now() - started, 45_000)
  })
})
