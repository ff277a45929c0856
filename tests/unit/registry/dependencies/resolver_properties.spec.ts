import fc from 'fast-check'
import { test } from '@japa/runner'
import { allAssignments, isAllowed, isAnswer, type Assignment } from '#tests/unit/registry/dependencies/brute_force'
import { anyCase, answerOf, indexOf, question, resolve } from '#tests/unit/registry/dependencies/small_registries'
import type { PluginIndex, ResolveQuestion } from '#registry/dependencies/plugin_index'

const RUNS = { numRuns: 1_500 }

/** The order in which versions of a plugin are liked: what is locked, then the newest. */
function liking(name: string, { index, asked }: { index: PluginIndex; asked: ResolveQuestion }): string[] {
  const versions = index.get(name)!.versions.map(({ version }) => version)
  const locked = asked.locked.get(name)
  const isKept = locked !== undefined && versions.includes(locked) && !asked.updating.has(name)
  return isKept ? [locked, ...versions.filter((version) => version !== locked)] : versions
}

test.group('The resolver beside a search through all combinations', () => {
  test('finds an answer exactly when there is one, and what it finds is one', ({ assert }) => {
    let solved = 0
    fc.assert(
      fc.property(anyCase, ({ index, asked }) => {
        const resolution = resolve(index, asked)
        if (resolution.isSolved) {
          solved++
          assert.isTrue(isAnswer(resolution.chosen, asked), JSON.stringify(answerOf(resolution)))
          return
        }
        assert.isAbove(resolution.core.length, 0)
        for (const assignment of allAssignments(index)) assert.isFalse(isAnswer(assignment, asked), describe(assignment))
      }),
      RUNS
    )
    assert.isAbove(solved, 100)
  })

  test('no plugin of the answer could be a better liked version, or stay as it was, with the rest as it is', ({ assert }) => {
    fc.assert(
      fc.property(anyCase, ({ index, asked }) => {
        const resolution = resolve(index, asked)
        if (!resolution.isSolved) return
        for (const [name, version] of resolution.chosen) {
          const liked = liking(name, { index, asked })
          for (const other of liked.slice(0, liked.indexOf(version.version))) {
            const swapped = new Map(resolution.chosen).set(
              name,
              index.get(name)!.versions.find((one) => one.version === other)!
            )
            assert.isFalse(isAnswer(swapped, asked), `${describe(resolution.chosen)}, but ${name} ${other} was possible`)
          }
        }
      }),
      RUNS
    )
  })

  test('what is optional is there wherever it could be added to the answer', ({ assert }) => {
    fc.assert(
      fc.property(anyCase, ({ index, asked }) => {
        const resolution = resolve(index, asked)
        if (!resolution.isSolved) return
        for (const { kind, name } of [...resolution.chosen.values()].flatMap(({ dependencies }) => dependencies)) {
          if (kind !== 'optional' || resolution.chosen.has(name)) continue
          for (const version of index.get(name)?.versions ?? []) {
            const added = new Map(resolution.chosen).set(name, version)
            assert.isFalse(isAnswer(added, asked), `${describe(resolution.chosen)} without ${name} ${version.version}`)
          }
        }
      }),
      RUNS
    )
  })

  test('what is locked and still right stays to the last number, and asking again changes nothing', ({ assert }) => {
    let kept = 0
    fc.assert(
      fc.property(anyCase, ({ index, asked }) => {
        const first = resolve(index, asked)
        if (!first.isSolved) return
        assert.deepEqual(answerOf(resolve(index, asked)), answerOf(first))
        const locked = new Map([...first.chosen].map(([name, { version }]) => [name, version]))
        const again = resolve(index, { ...asked, locked, updating: new Set() })
        assert.deepEqual(answerOf(again), answerOf(first))
        kept++
      }),
      RUNS
    )
    assert.isAbove(kept, 100)
  })

  test('the order in which the index and the question are written does not matter for whether there is an answer', ({ assert }) => {
    fc.assert(
      fc.property(anyCase, ({ index, asked }) => {
        const turned: PluginIndex = new Map([...index].reverse())
        const turnedQuestion = { ...asked, requires: [...asked.requires].reverse() }
        assert.equal(resolve(turned, turnedQuestion).isSolved, resolve(index, asked).isSolved)
      }),
      RUNS
    )
  })

  test('the facts given for a refusal contradict each other, and none of them is idle', ({ assert }) => {
    fc.assert(
      fc.property(anyCase, ({ index, asked }) => {
        const resolution = resolve(index, asked)
        if (resolution.isSolved) return
        const { core, puzzle } = resolution
        const holds = (assignment: Assignment, without: number) =>
          core.every(
            ({ terms }, at) => at === without || ![...terms].every(([variable, values]) => (values & valueOf(variable, assignment)) !== 0n)
          )
        const valueOf = (variable: number, assignment: Assignment) => {
          const { candidates, absent, name } = puzzle.variables[variable]!
          const at = candidates?.versions.findIndex(({ version }) => version === assignment.get(name)?.version) ?? -1
          return at < 0 ? absent : 1n << BigInt(at)
        }
        const possible = [...allAssignments(index)].filter((assignment) =>
          [...assignment].every(([name, version]) => isAllowed(name, version, asked) && isReached(name, version))
        )
        function isReached(name: string, version: { version: string }) {
          const variable = puzzle.variables.find((one) => one.name === name)
          const at = variable?.candidates?.versions.findIndex((one) => one.version === version.version) ?? -1
          return at >= 0 && (variable!.full & (1n << BigInt(at))) !== 0n
        }
        assert.isFalse(possible.some((assignment) => holds(assignment, -1)))
        core.forEach((_, at) =>
          assert.isTrue(
            possible.some((assignment) => holds(assignment, at)),
            `fact ${at} is idle`
          )
        )
      }),
      { numRuns: 300 }
    )
  })
})

test.group('What is expected to be there', () => {
  const index = indexOf({
    a: { '1.0.0': 'peer shared *' },
    b: { '2.0.0': '', '1.0.0': 'runtime left *' },
    c: { '2.0.0': '', '1.0.0': 'runtime right *' },
    left: { '1.0.0': 'runtime shared *' },
    right: { '1.0.0': 'runtime shared *' },
    shared: { '1.0.0': '' },
  })

  test('makes others take versions that bring it, as few of them as possible', ({ assert }) => {
    assert.deepEqual(answerOf(resolve(index, question({ a: '*', b: '*', c: '*' }))), {
      ...{ a: '1.0.0', b: '2.0.0', c: '1.0.0', right: '1.0.0', shared: '1.0.0' },
    })
  })

  test('is not brought for its own sake', ({ assert }) => {
    assert.isNull(answerOf(resolve(index, question({ a: '*', b: '^2', c: '^2' }))))
    assert.deepEqual(answerOf(resolve(index, question({ a: '*', shared: '*' }))), { a: '1.0.0', shared: '1.0.0' })
  })
})

const describe = (assignment: Assignment) => [...assignment].map(([name, { version }]) => `${name} ${version}`).join(', ')
