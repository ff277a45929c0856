/**
 * Compiles Rialto into `build/`. The old build serves until the new one is complete and is then replaced by a rename,
 * so a failed build breaks nothing. Types are checked by `npm run check`, not here: starting must be quick.
 */
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureDependencies, nodePath, projectRoot, run } from './node.mjs'

const CODE = ['app', 'bin', 'commands', 'config', 'database', 'providers', 'services', 'start', 'adonisrc.ts']
/** Plugins stay where they are: they are compiled from the project's own folder. */
const COPIED = ['resources/views', 'resources/lang', 'public', 'package.json']
const OTHER_SOURCES = ['resources', 'public/favicon.svg', 'vite.config.ts', 'tsconfig.json', 'package-lock.json', 'package.json']
const STAMP = '.sources'

const inProject = (...parts) => join(projectRoot, ...parts)

export function isBuildCurrent() {
  const stamp = inProject('build', STAMP)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashSources()
}

/** In a process of its own, under the installed Node: this one may be too old for the tools. */
export const build = () => run(nodePath(), [fileURLToPath(import.meta.url)])

async function main() {
  await ensureDependencies()
  const began = Date.now()
  const hash = hashSources()
  const next = inProject('build.next')
  rmSync(next, { recursive: true, force: true })
  await buildAssets()
  compile(next)
  for (const path of COPIED) copy(path, next)
  writeFileSync(join(next, 'ace.js'), "import './bin/console.js'\n")
  writeFileSync(join(next, STAMP), hash)
  replaceBuild(next)
  console.log(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s`)
}

async function buildAssets() {
  const { build: bundle } = await import('vite')
  await bundle({ root: projectRoot, configFile: inProject('vite.config.ts') })
}

/** File by file, as the development loader does it. */
function compile(next) {
  const ts = createRequire(import.meta.url)('typescript')
  const { config } = ts.readConfigFile(inProject('tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, projectRoot)
  // "NodeNext" would look for a package.json beside every file to tell modules from scripts; all of ours are modules.
  const compilerOptions = { ...options, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, sourceMap: false }
  for (const path of CODE.flatMap(listFiles)) {
    const target = join(next, path.replace(/\.ts$/, '.js'))
    mkdirSync(dirname(target), { recursive: true })
    if (!path.endsWith('.ts')) cpSync(inProject(path), target)
    else if (!path.endsWith('.d.ts') && path !== join('bin', 'test.ts')) {
      const { outputText, diagnostics } = ts.transpileModule(readFileSync(inProject(path), 'utf8'), {
        compilerOptions,
        fileName: inProject(path),
        reportDiagnostics: true,
      })
      if (diagnostics?.length) throw new Error(ts.formatDiagnostics(diagnostics, formatHost))
      writeFileSync(target, outputText)
    }
  }
}

const formatHost = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => projectRoot, getNewLine: () => '\n' }

function copy(path, next) {
  if (!existsSync(inProject(path))) return
  cpSync(inProject(path), join(next, path), { recursive: true })
}

/** Two renames: the only moment without a build lasts microseconds, and a kill in between is repaired by the next build. */
function replaceBuild(next) {
  const [current, old] = [inProject('build'), inProject('build.old')]
  rmSync(old, { recursive: true, force: true })
  if (existsSync(current)) renameSync(current, old)
  renameSync(next, current)
  rmSync(old, { recursive: true, force: true })
}

function hashSources() {
  const hash = createHash('sha256')
  for (const path of [...CODE, ...OTHER_SOURCES].flatMap(listFiles).sort()) {
    hash.update(`${path}\0`).update(readFileSync(inProject(path)))
  }
  return hash.digest('hex')
}

function listFiles(path) {
  if (!existsSync(inProject(path))) return []
  if (/\.\w+$/.test(path)) return [path]
  return readdirSync(inProject(path), { withFileTypes: true }).flatMap((entry) => {
    const child = join(path, entry.name)
    if (entry.name.startsWith('.')) return []
    return entry.isDirectory() ? listFiles(child) : entry.isFile() ? [child] : []
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.execPath !== nodePath() && Number(process.versions.node.split('.')[0]) < 24) process.exitCode = await build()
  else
    await main().catch((error) => {
      console.error(error instanceof Error ? (error.stack ?? error.message) : error)
      console.error('The build failed; the last good one is left as it was.')
      process.exitCode = 1
    })
}
