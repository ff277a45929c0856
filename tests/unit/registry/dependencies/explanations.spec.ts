import fc from 'fast-check'
import { test } from '@japa/runner'
import { anyCase, indexOf, question, resolve } from '#tests/unit/registry/dependencies/small_registries'
import { explainAnswer } from '#registry/dependencies/explain/explain_answer'
import { explainRefusal } from '#registry/dependencies/explain/explain_refusal'
import { listVersions } from '#registry/dependencies/explain/line'
import english from '../../../../resources/lang/en/dependencies.json' with { type: 'json' }
import type { PluginIndex, ResolveQuestion } from '#registry/dependencies/plugin_index'

function explain(index: PluginIndex, asked: ResolveQuestion) {
  const resolution = resolve(index, asked)
  return resolution.isSolved ? explainAnswer(resolution.chosen, asked) : explainRefusal(resolution.puzzle, resolution.core)
}

const codes = (index: PluginIndex, asked: ResolveQuestion) => explain(index, asked).map(({ code }) => code)

test.group('Explanations', () => {
  test('name the chain of reasons and nothing besides', ({ assert }) => {
    const index = indexOf({
      a: { '1.2.0': 'runtime b ^2, runtime z *' },
      b: { '1.0.0': '', '2.0.0': '' },
      c: { '3.1.0': 'runtime b ^1', '3.0.0': 'runtime b ^1' },
      z: { '1.0.0': '' },
    })
    assert.deepEqual(explain(index, question({ a: '^1', c: '^3', z: '*' })), [
      { code: 'asked_for', params: { plugin: 'a', range: '^1' } },
      { code: 'asked_for', params: { plugin: 'c', range: '^3' } },
      { code: 'needs_runtime', params: { plugin: 'a', versions: '1.2.0', every: 'no', dependency: 'b', range: '^2' } },
      { code: 'needs_runtime', params: { plugin: 'c', versions: '3.1.0, 3.0.0', every: 'yes', dependency: 'b', range: '^1' } },
      { code: 'clash', params: { plugin: 'b', ranges: '^2, ^1' } },
    ])
  })

  test('tell what is missing from what does not fit, and what was passed over', ({ assert }) => {
    const index = indexOf({
      a: { '1.0.0': 'runtime nowhere *' },
      b: { '1.0.0': '', '2.0.0': { isYanked: true }, '3.0.0': { platform: '>=9' }, '4.0.0-rc.1': '' },
      c: { '1.0.0': 'peer b *' },
      d: { '1.0.0': 'runtime e *' },
      e: { '1.0.0': 'runtime d *' },
    })
    assert.deepEqual(codes(index, question({ a: '*' })), ['asked_for', 'needs_runtime', 'unknown'])
    assert.deepEqual(codes(index, question({ b: '^2' })), ['asked_for', 'none_fits', 'passed_over_yanked'])
    assert.deepEqual(codes(index, question({ b: '^3' })), ['asked_for', 'none_fits', 'passed_over_platform'])
    assert.deepEqual(codes(index, question({ b: '>3.0.0' })), ['asked_for', 'none_fits', 'passed_over_prerelease'])
    assert.deepEqual(codes(index, question({ c: '*' })), ['asked_for', 'needs_peer', 'unbrought'])
    assert.deepEqual(codes(index, question({ d: '*' })), ['asked_for', 'needs_runtime', 'circle'])
  })

  test('of an answer say why each plugin is there, and what to beware of', ({ assert }) => {
    const index = indexOf({
      a: { '1.0.0': 'runtime b *, optional c ^9' },
      b: { '1.0.0': { isAdvised: true }, '2.0.0': { isYanked: true } },
      c: { '1.0.0': '' },
    })
    assert.deepEqual(codes(index, question({ a: '*' })), ['taken_as_asked', 'optional_left_out', 'brought', 'taken_though_advised'])
    const locked = new Map([['b', '2.0.0']])
    assert.deepEqual(codes(index, question({ a: '*' }, { locked })), [
      'taken_as_asked',
      'optional_left_out',
      'brought',
      'kept_though_yanked',
    ])
    const installed = { requires: [{ name: 'a', range: '*', isInstalled: true }] }
    assert.deepEqual(codes(index, question({}, installed)).slice(0, 1), ['stays'])
  })

  test('versions with an advisory are taken only where nothing else fits', ({ assert }) => {
    const index = indexOf({ b: { '1.0.0': '', '1.1.0': { isAdvised: true } } })
    const chosen = (range: string) => {
      const resolution = resolve(index, question({ b: range }))
      return resolution.isSolved ? resolution.chosen.get('b')!.version : null
    }
    assert.equal(chosen('^1'), '1.0.0')
    assert.equal(chosen('>=1.1'), '1.1.0')
  })

  test('there is always one, and there are words for each line', ({ assert }) => {
    const texts: Record<string, string> = english
    fc.assert(
      fc.property(anyCase, ({ index, asked }) => {
        const lines = explain(index, asked)
        assert.isAbove(lines.length, 0)
        for (const { code, params } of lines) {
          const text = texts[`resolve_${code}`]
          assert.isDefined(text, code)
          const holes = [...text!.matchAll(/\{(\w+)[,}]/g)].map(([, hole]) => hole!)
          assert.containSubset(
            Object.keys(params),
            holes.filter((hole) => hole !== 'every' || 'every' in params)
          )
        }
      }),
      { numRuns: 500 }
    )
  })

  test('long lists of versions are cut short', ({ assert }) => {
    assert.equal(listVersions(['3.0.0', '2.0.0']), '3.0.0, 2.0.0')
    assert.equal(listVersions(['5.0.0', '4.0.0', '3.0.0', '2.0.0', '1.0.0']), '5.0.0, 4.0.0, 3.0.0, +2')
  })
})
