import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { listSettings } from '#core/modules'

/** What differs by plan stands in one line, its figures rounded for people: `runtime.installations_<plan>`. */
const perPlan = (key: string) => key.replace(/_(free|starter|pro|enterprise)$/, '_<plan>')

test.group('docs/limits.md', () => {
  test('names every setting, with its default where it is a number', async ({ assert }) => {
    const lines = (await readFile(app.makePath('docs/limits.md'), 'utf8')).split('\n')
    const settings = listSettings()
    assert.isNotEmpty(settings)
    for (const { key, kind, default: fallback } of settings) {
      const line = lines.find((candidate) => candidate.includes(`\`${key}\``) || candidate.includes(`\`${perPlan(key)}\``))
      assert.isDefined(line, `${key} is not in docs/limits.md`)
      // The suite sets limits of its own for requests.
      if (kind === 'integer' && !/requests_per_(address|user|token)$/.test(key) && perPlan(key) === key) {
        assert.match(line!.replaceAll(/(?<=\d),(?=\d)/g, ''), new RegExp(`\\b${String(fallback)}\\b`), key)
      }
    }
  })

  test('names no setting that is gone', async ({ assert }) => {
    const text = await readFile(app.makePath('docs/limits.md'), 'utf8')
    const known = new Set(listSettings().map(({ key }) => key))
    const named = [...text.matchAll(/`([a-z]+\.[a-z_]+)`/g)].map(([, key]) => key)
    assert.isNotEmpty(named)
    for (const key of named) assert.isTrue(known.has(key), key)
  })
})
