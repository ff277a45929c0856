import fc from 'fast-check'
import semver from 'semver'
import { test } from '@japa/runner'
import { parseVersion } from '#registry/versions/version_number'
import { eventsOf, problemOf, stretchesOf, type RangeEvent, type Stretch } from '#registry/advisories/affected_ranges'

/** Few numbers, so that versions meet each other and the ends of ranges. */
const number = fc.integer({ min: 0, max: 2 })
const version = fc
  .tuple(
    number,
    number,
    number,
    fc.constantFrom('', '', '', '-alpha', '-alpha.1', '-beta', '-beta.2', '-beta.11', '-rc.1.x'),
    fc.constantFrom('', '', '+b1')
  )
  .map(([major, minor, patch, prerelease, build]) => `${major}.${minor}.${patch}${prerelease}${build}`)

/** Events as people send them: in any order, with repeated beginnings and ends of nothing. */
const events = fc
  .record({
    kind: fc.constantFrom('fixed' as const, 'last_affected' as const),
    points: fc.uniqueArray(fc.tuple(version, fc.boolean()), {
      minLength: 1,
      maxLength: 6,
      selector: ([text]) => semver.parse(text)!.version,
    }),
    fromBeginning: fc.boolean(),
  })
  .map(({ kind, points, fromBeginning }): RangeEvent[] => {
    const list = points.map(([text, isStart], at): RangeEvent =>
      isStart || (at === 0 && !fromBeginning) ? { introduced: text } : { [kind]: text }
    )
    return fromBeginning ? [...list, { introduced: '0' }] : list
  })

/** The evaluation that the OSV schema spells out, word for word: walk the sorted events, remember what the last one said. */
function isVulnerable(text: string, range: readonly RangeEvent[]): boolean {
  const at = (event: RangeEvent) => Object.values(event)[0] as string
  const compare = (a: string, b: string) => (a === b ? 0 : a === '0' ? -1 : b === '0' ? 1 : semver.compare(a, b))
  let vulnerable = false
  for (const event of [...range].sort((a, b) => compare(at(a), at(b)))) {
    const order = at(event) === '0' ? 1 : semver.compare(text, at(event))
    if (event.introduced !== undefined && order >= 0) vulnerable = true
    if (event.fixed !== undefined && order >= 0) vulnerable = false
    if (event.last_affected !== undefined && order > 0) vulnerable = false
  }
  return vulnerable
}

/** What the database asks of each stretch. */
const isIn = (key: string, stretch: Stretch) =>
  key >= stretch.introducedKey &&
  (stretch.fixedKey === null || key < stretch.fixedKey) &&
  (stretch.lastAffectedKey === null || key <= stretch.lastAffectedKey)

const isNamed = (text: string, range: readonly RangeEvent[]) =>
  stretchesOf(range).some((stretch) => isIn(parseVersion(text)!.semverKey, stretch))

test.group('Ranges of advisories', () => {
  test('mean exactly the versions that the OSV algorithm finds, for all events and versions', ({ assert }) => {
    let [meant, notMeant] = [0, 0]
    fc.assert(
      fc.property(events, version, (range, text) => {
        assert.isNull(problemOf(range))
        const expected = isVulnerable(text, range)
        if (expected) meant++
        else notMeant++
        assert.equal(isNamed(text, range), expected, `${text} in ${JSON.stringify(range)}`)
      }),
      { numRuns: 3_000 }
    )
    assert.isAbove(meant, 300)
    assert.isAbove(notMeant, 300)
  })

  test('are kept as stretches in order that do not meet, and say the same when they are written as events again', ({ assert }) => {
    fc.assert(
      fc.property(events, version, (range, text) => {
        const stretches = stretchesOf(range)
        const again = stretches.map((stretch) => eventsOf(stretch))
        assert.equal(
          again.some((list) => isVulnerable(text, list)),
          isVulnerable(text, range)
        )
        for (const [at, { introducedKey }] of stretches.entries()) {
          const before = stretches[at - 1]
          if (before) assert.isTrue((before.fixedKey ?? before.lastAffectedKey)! <= introducedKey)
        }
      }),
      { numRuns: 1_000 }
    )
  })

  test('are refused where they say nothing or two things at once, and taken where they are plain', ({ assert }) => {
    const refused: RangeEvent[][] = [
      [],
      [{ fixed: '1.0.0' }],
      [{ introduced: '1.0' }],
      [{ introduced: 'v1.0.0' }],
      [{ introduced: '1.0.0', fixed: '2.0.0' }],
      [{}],
      [{ introduced: '0' }, { fixed: '0' }],
      [{ introduced: '1.0.0' }, { fixed: '1.0.0+b2' }],
      [{ introduced: '0' }, { fixed: '1.0.0' }, { last_affected: '2.0.0' }],
    ]
    for (const range of refused) assert.isString(problemOf(range), JSON.stringify(range))
    for (const range of [
      [{ introduced: '0' }],
      [{ introduced: '1.0.0-rc.1' }, { fixed: '1.0.0' }],
      [{ introduced: '0' }, { last_affected: '1.2.3+b' }],
    ]) {
      assert.isNull(problemOf(range), JSON.stringify(range))
    }
  })
})
