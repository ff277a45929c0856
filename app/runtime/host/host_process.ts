import { fork, type ChildProcess } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { GATE_LIMITS } from '../gate/gate_limits.ts'
import { engineFile } from './quickjs/engine_wasm.ts'

const HOST_FOLDER = dirname(fileURLToPath(import.meta.url))
const RUNTIME_FOLDER = dirname(HOST_FOLDER)
const ENTRY = join(HOST_FOLDER, import.meta.url.endsWith('.ts') ? 'main.ts' : 'main.js')
const STDERR_BYTES = 4_000

export interface HostProcess {
  child: ChildProcess
  /** The end of what the process wrote to its error output: tells why it died. */
  lastWords: () => string
}

/**
 * Starts the plugin host: no environment, and Node's permission model leaves it its own code to read and threads to
 * start; files, child processes, add-ons and (on Node 26) the network are refused.
 */
export function startHostProcess(): HostProcess {
  const child = fork(ENTRY, [], {
    env: {},
    execArgv: hostFlags(),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let words = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-STDERR_BYTES)))
  return { child, lastWords: () => words.trim() }
}

function hostFlags(): string[] {
  return [
    '--permission',
    '--allow-worker',
    ...readablePaths().map((path) => `--allow-fs-read=${path}`),
    `--wasm-max-mem-pages=${GATE_LIMITS.memory_pages}`,
    `--wasm-max-table-size=${GATE_LIMITS.table_entries}`,
    '--max-old-space-size=256',
    '--disallow-code-generation-from-strings',
    '--no-warnings',
  ]
}

/** The gate and the host themselves, the two engines, and the package file that says that our code is made of ES modules. */
function readablePaths(): string[] {
  const extism = dirname(dirname(fileURLToPath(import.meta.resolve('@extism/extism'))))
  const quickjs = join(dirname(dirname(engineFile())), '*')
  const root = dirname(dirname(RUNTIME_FOLDER))
  return [
    join(RUNTIME_FOLDER, 'gate', '*'),
    join(RUNTIME_FOLDER, 'host', '*'),
    join(extism, '..', '*'),
    quickjs,
    join(root, 'package.json'),
  ]
}
