import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = 'resources/lang'
const LANGUAGES = ['en', 'ru']

/** `{name}` or `{name, plural, …}`, but not the text of a plural's branch, which stands in braces too. */
const HOLE = /\{\s*(\w+)\s*(?:\}|,\s*(?:plural|select|selectordinal|number|date|time)\b)/g

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
    const [left, right] = [en[key], ru[key]].map((text) => [...new Set([...text.matchAll(HOLE)].map(([, name]) => name))].sort().join())
    return left === right ? [] : [`${file}: ${key} has other placeholders in ru (${right}) than in en (${left})`]
  })
}

const flatten = (tree, prefix = '') =>
  Object.entries(tree).reduce(
    (flat, [key, value]) => ({ ...flat, ...(typeof value === 'object' ? flatten(value, `${prefix}${key}.`) : { [prefix + key]: value }) }),
    {}
  )
