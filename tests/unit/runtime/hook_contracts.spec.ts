import { readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { hookLimits } from '#runtime/hooks/hook_limits'
import { allHooks, findHook } from '#runtime/hooks/define_hook'
import { unknownHookMessage } from '#runtime/hooks/nearest_hook'
import { hooksMarkdown } from '#runtime/hooks/hooks_markdown'
import { findProblems } from '#runtime/manifest/schema_checker'

test.group('Every declared hook', () => {
  test('has words for authors and an example that fits its schemas', ({ assert }) => {
    assert.isNotEmpty(allHooks())
    for (const hook of allHooks()) {
      for (const words of [hook.title, hook.summary, hook.combine]) assert.isAbove(words.trim().length, 5, hook.id)
      assert.deepEqual(findProblems(hook.input, hook.example.input), [], `${hook.id}: input`)
      assert.deepEqual(findProblems(hook.output, hook.example.output), [], `${hook.id}: output`)
    }
  })

  test('stands in docs/plugins/hooks.md as it is declared', ({ assert }) => {
    assert.equal(readFileSync(app.makePath('docs/plugins/hooks.md'), 'utf8'), hooksMarkdown(), 'run node ace docs:generate')
  })

  test('refuses an answer that is something else, and an answer that is nothing', ({ assert }) => {
    for (const hook of allHooks()) {
      for (const wrong of [null, 'yes', 7, []]) assert.isNotEmpty(findProblems(hook.output, wrong), `${hook.id}: ${JSON.stringify(wrong)}`)
    }
  })

  test('keeps to what a call of its kind may use', ({ assert }) => {
    for (const hook of allHooks()) {
      const limits = hookLimits(hook)
      assert.isAtMost(limits.wallMs, hook.mode === 'request' ? 1_000 : 30_000, hook.id)
      assert.isAtMost(limits.fuel, hook.mode === 'request' ? 50_000_000 : 500_000_000, hook.id)
    }
  })

  test('is found by its name with its version, and by no other', ({ assert }) => {
    assert.equal(findHook('discount@1')?.exportName, 'discount_v1')
    assert.isUndefined(findHook('discount'))
    assert.isUndefined(findHook('discount@99'))
  })
  test('is the only kind that a manifest may name: others are told the nearest one', ({ assert }) => {
    assert.isNull(unknownHookMessage('fraud_score@1'))
    assert.include(unknownHookMessage('fraudscore@1')!, 'did you mean fraud_score@1?')
    assert.include(unknownHookMessage('discount@2')!, 'this platform asks discount@1')
    const far = unknownHookMessage('weather@1')!
    assert.include(far, 'There is no hook weather@1')
    assert.notInclude(far, 'did you mean')
  })
})
