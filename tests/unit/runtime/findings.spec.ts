import { test } from '@japa/runner'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FINDINGS, finding, type FindingCode } from '#runtime/gate/findings'
import { gateModule } from '#runtime/gate/gate'
import { REFUSED } from './hostile_modules.js'

const codes = Object.keys(FINDINGS) as FindingCode[]
const textsOf = (language: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../../resources/lang/${language}/registry.json`), 'utf8')) as Record<string, string>
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort()

test.group('Gate: findings', () => {
  test('every reason is said in English and in Russian, with the same figures and names', ({ assert }) => {
    const english = textsOf('en')
    const russian = textsOf('ru')
    for (const code of codes) {
      assert.equal(english[`finding_${code}`], FINDINGS[code][1], code)
      assert.match(russian[`finding_${code}`]!, /[а-яё]/i, code)
      assert.deepEqual(placeholders(russian[`finding_${code}`]!), placeholders(FINDINGS[code][1]), code)
    }
  })

  test('no translation is left of a reason that does not exist', ({ assert }) => {
    const known = new Set(codes.map((code) => `finding_${code}`))
    const told = Object.keys(textsOf('ru')).filter((key) => key.startsWith('finding_'))
    assert.deepEqual(
      told.filter((key) => !known.has(key)),
      []
    )
  })

  test('a finding brings all that its words need', ({ assert }) => {
    for (const { name, module } of REFUSED) {
      const { findings } = gateModule(module).verdict
      assert.isNotEmpty(findings, name)
      for (const { code, params, message, severity } of findings) {
        assert.deepEqual(finding(code, params, severity).message, message)
        assert.includeMembers(Object.keys(params), placeholders(FINDINGS[code][1]), name)
        assert.notMatch(message, /\{|undefined/)
      }
    }
  })
})
