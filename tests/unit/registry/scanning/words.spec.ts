import { readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { FINDINGS } from '#runtime/gate/findings'
import { FACTS } from '#registry/scanning/rules/ruleset'
import { SCAN_FINDINGS } from '#registry/scanning/findings'
import { TOKEN_SHAPES } from '#registry/scanning/secrets/token_shapes'

const textsOf = (language: string) =>
  JSON.parse(readFileSync(app.makePath('resources/lang', language, 'scanning.json'), 'utf8')) as Record<string, string>
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort()

/** Keys put together at run time. */
const KEYS = [
  ...Object.keys(FACTS).map((fact) => `fact_${fact}`),
  ...TOKEN_SHAPES.map(({ kind }) => `kind_${kind}`),
  ...['kind_assigned', 'where_module', 'where_manifest', 'where_readme', 'where_changelog'],
  ...[...Object.values(FINDINGS), ...Object.values(SCAN_FINDINGS)].map(([check]) => `category_${check}`),
  ...['secret', 'similar', 'name', 'dry_run'].map((check) => `public_${check}`),
  ...['publish', 'review', 'refuse', 'quarantine', 'none'].map((verdict) => `verdict_${verdict}`),
  ...['keep', 'review', 'quarantine'].map((then) => `if_published_${then}`),
  ...['pass', 'warning', 'fail', 'pending'].map((status) => `security_${status}`),
]

test.group('Words of the scan', () => {
  test('every finding is said in English and in Russian, with the same figures and names', ({ assert }) => {
    const [english, russian] = [textsOf('en'), textsOf('ru')]
    for (const [code, [, , text]] of Object.entries(SCAN_FINDINGS)) {
      assert.equal(english[`finding_${code}`], text, code)
      assert.match(russian[`finding_${code}`]!, /[а-яё]/i, code)
      assert.deepEqual(placeholders(russian[`finding_${code}`]!), placeholders(text), code)
    }
  })

  for (const language of ['en', 'ru']) {
    test(`everything that is named at run time has a name, ${language}`, ({ assert }) => {
      const texts = textsOf(language)
      assert.deepEqual(
        KEYS.filter((key) => !texts[key]),
        []
      )
    })
  }
})
