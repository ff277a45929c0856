/**
 * Runs TypeScript as it stands: `node --import=./bin/typescript.mjs file.ts`. Sources are translated in this thread, once for
 * as long as they stay the same, so that a process starts nearly as fast as from a build: the tests start more than a hundred.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire, enableCompileCache, registerHooks } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { threadId } from 'node:worker_threads'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const ROOT_URL = `${pathToFileURL(ROOT)}/`
const PACKAGES_URL = `${ROOT_URL}node_modules/`
const KEPT = join(ROOT, '.cache', 'typescript')

const { imports } = createRequire(import.meta.url)('../package.json')
/** The translator of the loader that AdonisJS' own tools use, so that there is one. */
const require = createRequire(import.meta.resolve('@poppinss/ts-exec'))

/** What tsconfig.json means to a translator that sees one file at a time. */
const OPTIONS = {
  sourceMaps: false,
  module: { type: 'es6' },
  jsc: {
    target: 'esnext',
    parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
    transform: { decoratorMetadata: true, legacyDecorator: true },
    experimental: { keepImportAttributes: true },
    keepClassNames: true,
  },
}
const SALT = JSON.stringify([OPTIONS, require('@swc/core/package.json').version])

enableCompileCache(join(ROOT, '.cache', 'compiled'))

registerHooks({
  resolve(specifier, context, next) {
    const source = sourceOf(specifier, context.parentURL)
    return source ? { url: source, format: 'module-typescript', shortCircuit: true } : next(specifier, context)
  },
  load(url, context, next) {
    if (context.format !== 'module-typescript') return next(url, context)
    return { format: 'module', source: translated(fileURLToPath(url)), shortCircuit: true }
  },
})

/** Imports name the file that a build has; where only its source is there, that is meant. */
function sourceOf(specifier, parent = ROOT_URL) {
  const target = specifier.startsWith('#') && isOwn(parent) ? behindAlias(specifier) : specifier
  if (!target || !/^(\.{0,2}\/|file:)/.test(target)) return undefined
  const url = new URL(target, target === specifier ? parent : ROOT_URL)
  if (!url.pathname.endsWith('.js') || !isOwn(url.href)) return undefined
  url.pathname = url.pathname.replace(/js$/, 'ts')
  return existsSync(fileURLToPath(url)) ? url.href : undefined
}

const isOwn = (url) => url.startsWith(ROOT_URL) && !url.startsWith(PACKAGES_URL)

function behindAlias(specifier) {
  const at = specifier.indexOf('/') + 1
  return imports[`${specifier.slice(0, at)}*`]?.replace('*', specifier.slice(at))
}

/** The first line says of what it is a translation. */
function translated(filename) {
  const source = readFileSync(filename, 'utf8')
  const digest = `//${createHash('sha1').update(SALT).update(source).digest('hex')}\n`
  const kept = join(KEPT, `${createHash('sha1').update(filename).digest('hex')}.js`)
  const known = existsSync(kept) ? readFileSync(kept, 'utf8') : ''
  if (known.startsWith(digest)) return known
  const code = digest + require('@swc/core').transformSync(source, { ...OPTIONS, filename }).code
  mkdirSync(KEPT, { recursive: true })
  // Aside and then renamed: other processes read it meanwhile.
  const aside = `${kept}.${process.pid}.${threadId}`
  writeFileSync(aside, code)
  renameSync(aside, kept)
  return code
}
