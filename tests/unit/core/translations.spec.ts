import { readdirSync, readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { listPanelEntries, listPermissions, listSettings } from '#core/modules'

const LANGUAGES = ['en', 'ru'] as const

/** Those of the validator that our forms use. */
const OWN_RULES = ['required', 'string', 'email', 'regex', 'url', 'minLength', 'maxLength', 'number', 'min', 'max', 'enum', 'uuid', 'array']

type Texts = Record<string, string>

const filesOf = (language: string) => readdirSync(app.languageFilesPath(language)).sort()
const textsOf = (language: string, file: string) => JSON.parse(readFileSync(app.languageFilesPath(language, file), 'utf8')) as Texts

/** `catalog.title` → text of that key, as views ask for it. */
const allTexts = (language: string) =>
  Object.fromEntries(
    filesOf(language).flatMap((file) =>
      Object.entries(textsOf(language, file)).map(([key, text]) => [`${file.replace('.json', '')}.${key}`, text])
    )
  )

test.group('Translations', () => {
  test('both languages have the same files, each the same keys', ({ assert }) => {
    assert.deepEqual(filesOf('ru'), filesOf('en'))
    for (const file of filesOf('en')) {
      assert.deepEqual(Object.keys(textsOf('ru', file)).sort(), Object.keys(textsOf('en', file)).sort(), file)
    }
  })

  test('no text is empty, and Russian plurals know one, few and many', ({ assert }) => {
    for (const language of LANGUAGES) {
      for (const [key, text] of Object.entries(allTexts(language))) assert.isNotEmpty(text.trim(), `${language} ${key}`)
    }
    const plurals = Object.entries(allTexts('ru')).filter(([, text]) => text.includes(', plural,'))
    for (const [key, text] of plurals) for (const form of ['one', 'few', 'many']) assert.match(text, new RegExp(`${form} \\{`), key)
  })

  for (const language of LANGUAGES) {
    test(`every menu entry and setting has a name, ${language}`, ({ assert }) => {
      const texts = allTexts(language)
      const wanted = [
        ...listPanelEntries().flatMap(({ key, group, panel }) => [key, `panel.${panel}`, ...(group ? [group] : [])]),
        ...listSettings().flatMap(({ key }) => [`settings.${key}`, `settings.group_${key.split('.')[0]}`]),
      ]
      assert.deepEqual(
        wanted.filter((key) => !texts[key]),
        []
      )
    })

    test(`every permission, audited act and thing acted on has a name for people, ${language}`, ({ assert }) => {
      const texts = allTexts(language)
      const wanted = [
        ...listPermissions().flatMap(({ code }) => [`permissions.${code}`, `permissions.group_${code.split('.')[0]}`]),
        ...auditedActs().map((act) => `audit.${act}`),
        ...auditedTypes().map((type) => `audit.type_${type}`),
      ]
      assert.includeMembers(wanted, ['permissions.core.audit', 'audit.identity.signed_in', 'audit.type_user'])
      assert.deepEqual(
        wanted.filter((key) => !texts[key]),
        []
      )
    })

    test(`every rule of a form has a message, the validator's own and ours, ${language}`, ({ assert }) => {
      const texts = allTexts(language)
      const rules = [...OWN_RULES, ...wordsInSource(/field\.report\([^\n]*, '([a-z_0-9]+)', field/gi)]
      assert.includeMembers(rules, ['required', 'timezone'])
      assert.deepEqual(
        rules.filter((rule) => !texts[`validation.messages.${rule}`]),
        []
      )
    })

    test(`every key a view asks for exists, ${language}`, ({ assert }) => {
      const texts = allTexts(language)
      assert.deepEqual(
        keysInViews().filter((key) => !texts[key]),
        []
      )
    })
  }
})

/** Keys written out in templates; those put together at run time are not seen here. */
function keysInViews(): string[] {
  const files = readdirSync(app.viewsPath(), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.edge'))
  const keys = files.flatMap((file) =>
    [...readFileSync(app.viewsPath(file), 'utf8').matchAll(/\bt\(\s*'([a-z_]+\.[\w.]+)'\s*[,)]/g)].map(([, key]) => key)
  )
  return [...new Set(keys)].sort()
}

/** Acts written out where they are recorded; those put together at run time are not seen here. */
const auditedActs = () => wordsInSource(/\baction: '([a-z]+\.[a-z_]+)'/g)
const auditedTypes = () => wordsInSource(/\btarget(?:: | = |: \w+ = )\{ type: '([a-z_]+)', id/g)

function wordsInSource(pattern: RegExp): string[] {
  const files = readdirSync(app.makePath('app'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const found = files.flatMap((file) => [...readFileSync(app.makePath('app', file), 'utf8').matchAll(pattern)].map(([, word]) => word))
  return [...new Set(found)].sort()
}
