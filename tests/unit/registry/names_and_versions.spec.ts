import fc from 'fast-check'
import semver from 'semver'
import { test } from '@japa/runner'
import { canonicalName, findNameProblem, nameSkeleton } from '#registry/names/plugin_name'
import { parseVersion } from '#registry/versions/version_number'

test.group('Plugin names', () => {
  test('that differ by case or separators are the same', ({ assert }) => {
    assert.equal(canonicalName('Volume_Discount'), canonicalName('volume-discount'))
    assert.equal(canonicalName('volume.discount'), 'volume-discount')
    assert.notEqual(canonicalName('volume-discounts'), 'volume-discount')
  })

  test('that look alike share a skeleton, others do not', ({ assert }) => {
    for (const [one, other] of [
      ['paypal', 'paypa1'],
      ['Ideal', 'ldeal'],
      ['modern', 'modem'],
      ['google', 'g00gle'],
      ['wave', 'vvave'],
      ['volume-discount', 'volumediscount'],
    ]) {
      assert.equal(nameSkeleton(one), nameSkeleton(other), `${one} and ${other}`)
    }
    assert.notEqual(nameSkeleton('csv-import'), nameSkeleton('csv-export'))
  })

  test('are ASCII words of a sensible length that no route and no authority uses', ({ assert }) => {
    for (const name of ['volume-discount', 'a1b', 'Csv.Import_2']) assert.isNull(findNameProblem(name), name)
    for (const name of ['vоlume-discount', 'zero\u200bwidth', 'a--b', '-ab', 'ab-', 'a b c', 'a/b/c', '../etc', 'ñandú']) {
      assert.equal(findNameProblem(name), 'characters', name)
    }
    for (const name of ['search', 'Publish', 'versions', 'rialto']) assert.equal(findNameProblem(name), 'reserved', name)
    for (const name of ['ab', 'a'.repeat(65)]) assert.equal(findNameProblem(name), 'length', name)
  })
})

test.group('Version numbers', () => {
  test('are strict semantic versions', ({ assert }) => {
    for (const text of ['1.0.0', '0.1.2-beta.1', '1.0.0+build.5']) assert.isNotNull(parseVersion(text), text)
    for (const text of ['v1.0.0', '1.0', '1', ' 1.0.0', '1.0.0 ', '01.0.0', '1.0.0-01', 'latest', '', '1.0.0-' + 'a'.repeat(80)]) {
      assert.isNull(parseVersion(text), text)
    }
  })

  test('that differ by build metadata only are the same', ({ assert }) => {
    assert.equal(parseVersion('1.0.0+a')!.versionNoBuild, parseVersion('1.0.0+b')!.versionNoBuild)
  })

  test('sort by their key as semver sorts them', ({ assert }) => {
    const number = fc.nat({ max: 120 })
    const identifier = fc.oneof(number.map(String), fc.stringMatching(/^[a-zA-Z-][0-9a-zA-Z-]{0,4}$/))
    const version = fc
      .tuple(number, number, number, fc.array(identifier, { maxLength: 4 }))
      .map(([major, minor, patch, pre]) => `${major}.${minor}.${patch}${pre.length ? `-${pre.join('.')}` : ''}`)
    fc.assert(
      fc.property(version, version, (left, right) => {
        const [a, b] = [parseVersion(left)!.semverKey, parseVersion(right)!.semverKey]
        assert.equal(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))), semver.compare(left, right), `${left} ${right}`)
      }),
      { numRuns: 2_000 }
    )
  })
})
