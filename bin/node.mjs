/**
 * What every entry point needs before anything is installed: plain JavaScript without packages, for Node 20 and newer.
 * Rialto itself runs on the Node that `npm ci` brings.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)))

const OLDEST_NODE = 24
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Runs `npm ci` when node_modules is not what the lock file says. */
export async function ensureDependencies() {
  const reason = findInstallReason()
  if (!reason) return
  // npm empties the folder first, and through a link that is somebody else's.
  if (lstatSync(join(projectRoot, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    fail(`node_modules is a link and does not fit the lock file (${reason}); remove the link first`)
  }
  console.log(`Installing packages (${reason})…`)
  const [command, ...args] = npmCommand()
  const code = await run(command, [...args, 'ci'])
  if (code !== 0) fail('npm ci failed; see above')
}

/** The Node that Rialto runs on: the installed package, or this one when it is new enough. */
export function nodePath() {
  const installed = join(projectRoot, 'node_modules', '.bin', 'node')
  // The package is built for glibc; elsewhere it exists and does not start.
  if (existsSync(installed) && majorOf(installed) >= OLDEST_NODE) return installed
  if (major(process.version) >= OLDEST_NODE) return process.execPath
  return fail(`Node ${OLDEST_NODE} or newer is needed here: no Node package exists for ${process.platform}-${process.arch}`)
}

/** Runs a Node program of the project with our terminal, hands signals on and answers its exit code. */
export const runNode = (args, options = {}) => run(nodePath(), args, options)

/** `output`: an open file that takes what the command says; without it, it says it here. */
export function run(command, args, { env = {}, ipc = false, output = 'inherit' } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: projectRoot,
      env: { ...process.env, ...env },
      stdio: ['inherit', output, output, ...(ipc ? ['ipc'] : [])],
    })
    // A Ctrl-C in a terminal reaches the child too, so the request must be one that may come twice.
    const handOn = () => (child.connected ? child.send('stop') : child.kill('SIGTERM'))
    for (const signal of SIGNALS) process.on(signal, handOn)
    const done = (code) => {
      for (const signal of SIGNALS) process.off(signal, handOn)
      resolve(code)
    }
    child.once('error', (error) => (console.error(`${command}: ${error.message}`), done(127)))
    child.once('exit', (code, signal) => done(signal ? 1 : (code ?? 1)))
  })
}

export function fail(message) {
  console.error(message)
  process.exit(1)
}

/** npm keeps what it installed in a lock file of its own; packages for other platforms are absent from it. */
function findInstallReason() {
  const wanted = readPackages('package-lock.json')
  const installed = readPackages(join('node_modules', '.package-lock.json'))
  if (!wanted) return fail('package-lock.json is missing or broken')
  if (!installed) return 'first start'
  const stale = Object.entries(wanted).find(([path, entry]) => path && !isInstalled(entry, installed[path]))
  return stale && `${stale[0].replace(/^.*node_modules\//, '')} changed`
}

const isInstalled = (wanted, installed) =>
  installed ? installed.version === wanted.version : Boolean(wanted.optional || wanted.devOptional)

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(join(projectRoot, path), 'utf8')).packages
  } catch {
    return undefined
  }
}

/** Under `npm start` the very same npm, otherwise the one in the PATH. */
function npmCommand() {
  const program = process.env.npm_execpath
  return program && /npm-cli\.c?js$/.test(program) ? [process.execPath, program] : ['npm']
}

const major = (version) => Number(/^v?(\d+)/.exec(version)?.[1] ?? 0)
const majorOf = (program) => major(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '')
