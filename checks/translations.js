import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'

const ROOT = 'resources/lang'
const LANGUAGES = ['en', 'ru']

/** Of a message's syntax tree: literal text and `#` ask for nothing themselves. */
const ASKS_NOTHING = new Set([0, 7])

/** What a text asks for, also inside the branches of its plurals and choices. Throws for a text that cannot be read. */
function placeholders(text) {
  const names = (elements) =>
    elements.flatMap(({ type, value, options, children }) => [
      ...(ASKS_NOTHING.has(type) ? [] : [value]),
      ...Object.values(options ?? {}).flatMap((option) => names(option.value)),
      ...names(children ?? []),
    ])
  return [...new Set(names(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst()))].sort().join()
}

/** Every key in both languages, no empty text, the same placeholders. */
export function checkTranslations() {
  const [files, others] = LANGUAGES.map((language) => readdirSync(join(ROOT, language)).sort())
  const problems = []
  if (files.join() !== others.join()) problems.push(`files differ: en has ${files}, ru has ${others}`)
  for (const file of files.filter((name) => others.includes(name))) problems.push(...compare(file))
  return problems
}

function compare(file) {
  const [en, ru] = LANGUAGES.map((language) => flatten(JSON.parse(readFileSync(join(ROOT, language, file), 'utf8'))))
  const keys = new Set([...Object.keys(en), ...Object.keys(ru)])
  return [...keys].flatMap((key) => {
    if (!en[key] || !ru[key]) return [`${file}: ${key} is missing in ${en[key] ? 'ru' : 'en'}`]
    const [left, right] = [en[key], ru[key]].map(placeholders)
    return left === right ? [] : [`${file}: ${key} has other placeholders in ru (${right}) than in en (${left})`]
  })
}

const flatten = (tree, prefix = '') =>
  Object.entries(tree).reduce(
    (flat, [key, value]) => ({ ...flat, ...(typeof value === 'object' ? flatten(value, `${prefix}${key}.`) : { [prefix + key]: value }) }),
    {}
  )
