import fc from 'fast-check'
import semver from 'semver'
import { test } from '@japa/runner'
import { fitsPlatform, readRange, versionsIn } from '#registry/dependencies/version_ranges'
import { integrityOf, makeLockfile } from '#registry/dependencies/lockfile/lockfile'
import { installationOrder } from '#registry/dependencies/lockfile/installation_order'
import { listChanges } from '#registry/dependencies/lockfile/list_changes'
import { anyCase, indexedVersion, needs, question, resolve } from '#tests/unit/registry/dependencies/small_registries'

type Numbers = [number, number, number]
const numbers: fc.Arbitrary<Numbers> = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3))
const text = (parts: Numbers) => parts.join('.')
/** Written out: what comes first in the list of places decides. */
const compare = (one: Numbers, other: Numbers): number =>
  one.map((part, at) => part - other[at]!).find((difference) => difference !== 0) ?? 0

/** What npm's ranges mean, place by place. */
const MEANINGS: Record<string, (version: Numbers, base: Numbers) => boolean> = {
  '': (version, base) => compare(version, base) === 0,
  '>=': (version, base) => compare(version, base) >= 0,
  '>': (version, base) => compare(version, base) > 0,
  '<=': (version, base) => compare(version, base) <= 0,
  '<': (version, base) => compare(version, base) < 0,
  '~': (version, base) => compare(version, base) >= 0 && version[0] === base[0] && version[1] === base[1],
  '^': (version, base) => {
    const first = base.findIndex((part) => part > 0)
    const fixed = first < 0 ? 3 : first + 1
    return compare(version, base) >= 0 && version.slice(0, fixed).every((part, at) => part === base[at])
  },
}
const comparator = fc.tuple(fc.constantFrom(...Object.keys(MEANINGS)), numbers)
const isIn = (version: Numbers, all: [string, Numbers][]) => all.every(([sign, base]) => MEANINGS[sign]!(version, base))
const bits = (versions: string[], range: string, withPrereleases = false) =>
  versionsIn({ versions: versions.map((version) => new semver.SemVer(version)), range, withPrereleases })

test.group('Ranges', () => {
  test('mean what their signs say, and together all of them, and with || any', ({ assert }) => {
    const both = fc.array(comparator, { minLength: 1, maxLength: 2 })
    fc.assert(
      fc.property(
        both,
        both,
        fc.array(numbers, { maxLength: 8 }).map((all) => all.sort((a, b) => compare(b, a))),
        (left, right, versions) => {
          const write = (all: [string, Numbers][]) => all.map(([sign, base]) => sign + text(base)).join(' ')
          const found = bits(versions.map(text), `${write(left)} || ${write(right)}`)
          versions.forEach((version, at) => {
            assert.equal((found >> BigInt(at)) & 1n, isIn(version, left) || isIn(version, right) ? 1n : 0n, text(version))
          })
        }
      ),
      { numRuns: 2_000 }
    )
  })

  test('hold what the reference implementation says, prereleases and all', ({ assert }) => {
    const early = fc.tuple(numbers, fc.constantFrom('', '', '-alpha', '-beta.1', '-0')).map(([parts, tail]) => text(parts) + tail)
    const ranges = fc.array(fc.tuple(fc.constantFrom(...Object.keys(MEANINGS)), early), { maxLength: 3 }).map((all) =>
      all
        .flat()
        .join(' ')
        .replaceAll(/([<>=^~]) /g, '$1')
    )
    fc.assert(
      fc.property(ranges, fc.array(early, { maxLength: 10 }), fc.boolean(), (range, versions, withPrereleases) => {
        const sorted = semver.rsort(versions)
        const found = bits(sorted, range, withPrereleases)
        sorted.forEach((version, at) => {
          const isMember = semver.satisfies(version, range, { includePrerelease: withPrereleases })
          assert.equal((found >> BigInt(at)) & 1n, isMember ? 1n : 0n, `${version} in "${range}"`)
        })
      }),
      { numRuns: 3_000 }
    )
  })

  test('leave prereleases out unless they are asked for', ({ assert }) => {
    assert.equal(bits(['1.1.0-beta.1', '1.0.0'], '^1.0.0'), 0b10n)
    assert.equal(bits(['1.1.0-beta.1', '1.0.0'], '^1.0.0', true), 0b11n)
    assert.equal(bits(['1.2.0-beta.1', '1.1.0-beta.2'], '>=1.1.0-beta.1'), 0b10n)
    assert.equal(bits(['2.0.0-rc.1'], '^1.0.0', true), 0n)
  })

  test('that are none hold nothing; a platform range that is none holds everything', ({ assert }) => {
    assert.isNull(readRange('newest'))
    assert.equal(bits(['1.0.0'], 'newest'), 0n)
    assert.isTrue(fitsPlatform('1.0.0', null))
    assert.isTrue(fitsPlatform('1.0.0', 'any'))
    assert.isTrue(fitsPlatform('1.2.0', '1.0.0'), 'a bare number is the lowest')
    assert.isFalse(fitsPlatform('0.9.0', '1.0.0'))
    assert.isFalse(fitsPlatform('3.0.0', '>=1 <3'))
  })
})

test.group('Lockfiles', () => {
  test('are sealed: any change of their content breaks the seal, the order of keys does not', ({ assert }) => {
    const chosen = new Map([['a', indexedVersion('1.0.0', { dependencies: needs('runtime b ^1') })]])
    const lockfile = makeLockfile(chosen, question({ a: '*' }), 7)
    assert.equal(integrityOf({ ...lockfile }), lockfile.integrity)
    assert.equal(integrityOf(Object.fromEntries(Object.entries(lockfile).reverse())), lockfile.integrity)
    assert.notEqual(integrityOf({ ...lockfile, serial: 8 }), lockfile.integrity)
    assert.notEqual(integrityOf({ ...lockfile, plugins: [{ ...lockfile.plugins[0], digest: 'x' }] }), lockfile.integrity)
    assert.notEqual(integrityOf({ ...lockfile, extra: true }), lockfile.integrity)
  })

  test('list plugins in an order in which they can be installed', ({ assert }) => {
    fc.assert(
      fc.property(anyCase, ({ index, asked }) => {
        const resolution = resolve(index, asked)
        if (!resolution.isSolved) return
        const order = installationOrder(resolution.chosen)
        assert.sameMembers(order, [...resolution.chosen.keys()])
        for (const [name, { dependencies }] of resolution.chosen) {
          for (const needed of dependencies.filter(({ kind }) => kind === 'runtime')) {
            assert.isBelow(order.indexOf(needed.name), order.indexOf(name))
          }
        }
      }),
      { numRuns: 500 }
    )
  })

  test('differ from what was there by name', ({ assert }) => {
    const before = new Map([['a', '1.0.0'], ['b', '1.0.0'], ['c', '2.0.0'], ['d', '1.0.0']]) // prettier-ignore
    const chosen = new Map([['a', '1.0.0'], ['b', '1.1.0'], ['c', '1.9.0'], ['e', '1.0.0']].map(([name, version]) => [name!, { version: version! }])) // prettier-ignore
    assert.deepEqual(listChanges(before, chosen), [
      { name: 'b', change: 'updated', from: '1.0.0', to: '1.1.0' },
      { name: 'c', change: 'downgraded', from: '2.0.0', to: '1.9.0' },
      { name: 'd', change: 'removed', from: '1.0.0', to: null },
      { name: 'e', change: 'added', from: null, to: '1.0.0' },
    ])
  })
})
