import { test } from '@japa/runner'
import { indexOf, question, resolve } from '#tests/unit/registry/dependencies/small_registries'
import { plantGraph, plantPigeons, type GraphPlugin } from '#tests/support/plugin_graphs'
import { RESOLVE_LIMITS, ResolveLimitReached, type ResolveLimit } from '#registry/dependencies/resolve_limits'
import { dependencyFields } from '#registry/dependencies/dependency'
import type { Assert } from '@japa/assert'
import type { PluginIndex } from '#registry/dependencies/plugin_index'

const toIndex = (plugins: GraphPlugin[]): PluginIndex =>
  indexOf(
    Object.fromEntries(
      plugins.map(({ name, versions }) => [
        name,
        Object.fromEntries(versions.map(({ version, needs }) => [version, { dependencies: needs }])),
      ])
    )
  )

/** The clock of a slow machine says nothing here. */
const UNHURRIED = { ...RESOLVE_LIMITS, milliseconds: 600_000 }

const letters = (at: number) => [...String(at).padStart(4, '0')].map((digit) => 'abcdefghij'[Number(digit)]).join('')

function stopsAt(assert: Assert, limit: ResolveLimit, work: () => unknown) {
  try {
    work()
  } catch (error) {
    assert.instanceOf(error, ResolveLimitReached)
    assert.equal((error as ResolveLimitReached).limit, limit)
    return
  }
  assert.fail(`nothing stopped at ${limit}`)
}

test.group('The resolver and large registries', () => {
  test('takes every plugin of a graph of two hundred, each in a version its users accept', ({ assert }) => {
    const index = toIndex(plantGraph({ plugins: 200, versions: 20, needs: 5 }))
    const resolution = resolve(index, question({ [[...index.keys()][0]!]: '*' }), UNHURRIED)
    assert.isTrue(resolution.isSolved)
    if (!resolution.isSolved) return
    assert.isAbove(resolution.chosen.size, 150)
    for (const { dependencies } of resolution.chosen.values()) {
      assert.notProperty(dependencyFields(dependencies), 'conflicts')
      for (const { kind, name } of dependencies) assert.isTrue(kind === 'optional' || resolution.chosen.has(name), name)
    }
  })

  test('a puzzle that takes exponential time stops at the limit of steps, a small one of its kind is refuted', ({ assert }) => {
    const small = resolve(toIndex(plantPigeons(5)), question({ 'start-here': '*' }))
    assert.isFalse(small.isSolved)
    stopsAt(assert, 'steps', () => resolve(toIndex(plantPigeons(14)), question({ 'start-here': '*' }), UNHURRIED))
  })

  test('a chain is followed to its end without a recursion, and refused beyond the depth', ({ assert }) => {
    const chain = (length: number): PluginIndex =>
      toIndex(
        Array.from({ length }, (_, at) => ({
          name: `link-${letters(at)}`,
          versions: [
            {
              version: '1.0.0',
              needs: at + 1 < length ? [{ kind: 'runtime' as const, name: `link-${letters(at + 1)}`, range: '*' }] : [],
            },
          ],
        }))
      )
    const asked = question({ [`link-${letters(0)}`]: '*' })
    const resolution = resolve(chain(RESOLVE_LIMITS.depth), asked)
    assert.isTrue(resolution.isSolved)
    stopsAt(assert, 'depth', () => resolve(chain(RESOLVE_LIMITS.depth + 1), asked))
  })

  test('two plugins whose versions lead to each other, step by step', ({ assert }) => {
    const ladders = (length: number) => {
      const ladder = (name: string, other: string, shift: number): GraphPlugin => ({
        name,
        versions: Array.from({ length }, (_, at) => ({
          version: `${at}.0.0`,
          needs: at + shift < length ? [{ kind: 'optional' as const, name: other, range: `${at + shift}.0.0` }] : [],
        })),
      })
      return toIndex([ladder('left-ladder', 'right-ladder', 0), ladder('right-ladder', 'left-ladder', 1)])
    }
    const asked = question({ 'left-ladder': '0.0.0' })
    assert.isTrue(resolve(ladders(200), asked, UNHURRIED).isSolved)
    stopsAt(assert, 'steps', () => resolve(ladders(3_000), asked, UNHURRIED))
  })

  test('too many plugins, versions or needs are refused by the name of the limit', ({ assert }) => {
    const index = toIndex(plantGraph({ plugins: 60, versions: 5, needs: 3 }))
    const asked = question({ [[...index.keys()][0]!]: '*' })
    stopsAt(assert, 'plugins', () => resolve(index, asked, { ...RESOLVE_LIMITS, plugins: 59 }))
    stopsAt(assert, 'versions', () => resolve(index, asked, { ...RESOLVE_LIMITS, versions: 299 }))
    stopsAt(assert, 'dependencies', () => resolve(index, asked, { ...RESOLVE_LIMITS, dependencies: 100 }))
    stopsAt(assert, 'milliseconds', () =>
      resolve(toIndex(plantPigeons(8)), question({ 'start-here': '*' }), { ...RESOLVE_LIMITS, milliseconds: 0 })
    )
    assert.isTrue(resolve(index, asked, { ...RESOLVE_LIMITS, plugins: 60, versions: 300 }).isSolved)
  })
})
