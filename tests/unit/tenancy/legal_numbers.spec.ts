import fc from 'fast-check'
import { test } from '@japa/runner'
import { isAccountOfBank, isBik, isCompanyInn, isKpp, isOgrn, isOgrnip, isPersonInn } from '#tenancy/profile/legal_numbers'

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''))

/** All that differ from a good number in one digit. */
const slips = (good: string) =>
  [...good].flatMap((was, at) =>
    [...'0123456789'].filter((digit) => digit !== was).map((digit) => good.slice(0, at) + digit + good.slice(at + 1))
  )

/** The good endings of a random beginning. */
const completed = (head: string, length: number, isGood: (text: string) => boolean) =>
  Array.from({ length: 10 ** length }, (_, end) => head + String(end).padStart(length, '0')).filter(isGood)

test.group('Legal numbers', () => {
  test('numbers of known companies and people are good', ({ assert }) => {
    for (const inn of ['7707083893', '7736050003', '7702070139', '7736207543']) assert.isTrue(isCompanyInn(inn), inn)
    for (const inn of ['500100732259', '526317984689']) assert.isTrue(isPersonInn(inn), inn)
    for (const ogrn of ['1027700132195', '1027700070518', '1027739609391']) assert.isTrue(isOgrn(ogrn), ogrn)
    assert.isTrue(isOgrnip('304500116000157'))
    assert.isTrue(isBik('044525225'))
    for (const account of ['40702810138250123017', '40702810038000017240']) assert.isTrue(isAccountOfBank(account, '044525225'), account)
    assert.isFalse(isAccountOfBank('40702810138250123017', '044525974'))
    assert.isTrue(isKpp('773601001'))
  })

  test('other lengths, letters, blanks and zeros are not', ({ assert }) => {
    for (const text of ['', '0000000000', '770708389', '77070838930', '770708389a', ' 7707083893', '7707083893 ', '٧٧٠٧٠٨٣٨٩٣']) {
      assert.isFalse(isCompanyInn(text), text)
    }
    assert.isFalse(isPersonInn('000000000000'))
    assert.isFalse(isPersonInn('7707083893'))
    assert.isFalse(isOgrnip('1027700132195'))
    assert.isFalse(isOgrn('304500116000157'))
    assert.isFalse(isKpp('000001001'))
    assert.isFalse(isAccountOfBank('40702810900000000001', '999'))
  })

  test('a company’s INN has exactly one good check digit, and a slip of one digit but for one is noticed', ({ assert }) => {
    fc.assert(
      fc.property(digits(9), (head) => {
        const good = completed(head, 1, isCompanyInn)
        assert.lengthOf(good, head === '000000000' ? 0 : 1)
        // Ten and zero share a check digit: a slip between them is the one that can pass.
        for (const inn of good) assert.isAtMost(slips(inn).filter(isCompanyInn).length, 9)
      }),
      { numRuns: 100 }
    )
  })

  test('of a person’s INN one pair of check digits is good', ({ assert }) => {
    fc.assert(
      fc.property(digits(10), (head) => assert.lengthOf(completed(head, 2, isPersonInn), head === '0000000000' ? 0 : 1)),
      { numRuns: 50 }
    )
  })

  test('OGRN and OGRNIP have exactly one good check digit each', ({ assert }) => {
    fc.assert(
      fc.property(digits(11), fc.constantFrom('1', '2', '3', '5'), (rest, first) => assert.lengthOf(completed(first + rest, 1, isOgrn), 1)),
      { numRuns: 100 }
    )
    fc.assert(
      fc.property(digits(13), fc.constantFrom('3', '4'), (rest, first) => assert.lengthOf(completed(first + rest, 1, isOgrnip), 1)),
      { numRuns: 100 }
    )
  })

  test('an account fits its bank in one of ten check digits, and every slip of one digit is noticed', ({ assert }) => {
    fc.assert(
      fc.property(digits(8), digits(11), digits(3), (front, back, bank) => {
        const bik = `044525${bank}`
        const good = Array.from({ length: 10 }, (_, check) => `${front}${check}${back}`).filter((account) => isAccountOfBank(account, bik))
        assert.lengthOf(good, 1)
        assert.isEmpty(slips(good[0]).filter((account) => isAccountOfBank(account, bik)))
      }),
      { numRuns: 50 }
    )
  })
})
