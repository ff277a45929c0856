import { failure } from './failures.ts'
import { GateDesk } from './gate_desk.ts'
import { ModuleCache } from './module_cache.ts'
import { type CallMessage, type FromHost, type ToHost } from './protocol.ts'
import { ThreadPool } from './thread_pool.ts'

/**
 * The plugin host: a process without files, network, children or environment, in which all guest code runs.
 * The application talks to it over the channel it was started with; without the channel it ends.
 */
const arriving = new Map<string, PromiseWithResolvers<Uint8Array>>()
/** Calls that wait for their module; a cancelled one is taken out. */
const starting = new Set<number>()
const desk = new GateDesk()
const modules = new ModuleCache({ load: requestModule, loadEngine: () => desk.engine() }, (digest) => pool.forget(digest))
const pool = new ThreadPool({
  onReady: () => send({ kind: 'ready' }),
  onDone: (id, outcome) => send({ kind: 'done', id, outcome }),
  onHostCall: (call) => send({ kind: 'host_call', call }),
  onThreadKilled: (reason) => send({ kind: 'thread_killed', reason }),
})

process.on('message', (message: ToHost) => receive(message))
process.on('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole process group; the application decides when this process ends.
process.on('SIGINT', () => {})

function receive(message: ToHost): void {
  switch (message.kind) {
    case 'call':
      return void start(message.call)
    case 'cancel':
      return cancel(message)
    case 'answer':
      return pool.answer(message.answer)
    case 'module':
      return arrive(message.digest, message)
    case 'inspect':
      return void inspect(message.id, message.bytes)
    case 'prewarm':
      return void prewarm(message.digest)
    case 'stats':
      return send({ kind: 'stats', id: message.id, stats: { ...pool.stats, ...modules.stats, residentBytes: process.memoryUsage.rss() } })
    case 'ping':
      return send({ kind: 'pong' })
  }
}

async function start(call: CallMessage): Promise<void> {
  starting.add(call.id)
  try {
    const module = await modules.get(call.digest)
    if (starting.delete(call.id)) pool.run(detached(call), module)
  } catch (error) {
    starting.delete(call.id)
    // A module that does not compile is the plugin's fault; one that is not there, or not there in time, is the platform's.
    const outcome = error instanceof WebAssembly.CompileError ? 'invalid_module' : 'overloaded'
    send({ kind: 'done', id: call.id, outcome: failure(outcome, (error as Error).message) })
  }
}

async function prewarm(digest: string): Promise<void> {
  const module = await modules.get(digest).catch(() => null)
  if (module) pool.keep(digest, module)
  send({ kind: 'prewarmed', digest })
}

function cancel({ id, wallMs }: { id: number; wallMs: number }): void {
  starting.delete(id)
  send({ kind: 'cancelled', id, isPluginToBlame: pool.cancel({ id, wallMs }) })
}

/** Views into the channel's buffer would take all of it along to the thread. */
function detached(call: CallMessage): CallMessage {
  return { ...call, input: new Uint8Array(call.input), settings: new Uint8Array(call.settings) }
}

function requestModule(digest: string): Promise<Uint8Array> {
  const arrival = Promise.withResolvers<Uint8Array>()
  arriving.set(digest, arrival)
  send({ kind: 'need_module', digest })
  return arrival.promise
}

function arrive(digest: string, { bytes, error }: { bytes?: Uint8Array; error?: string }): void {
  const arrival = arriving.get(digest)
  arriving.delete(digest)
  if (bytes) arrival?.resolve(new Uint8Array(bytes))
  else arrival?.reject(new Error(error ?? 'The module is missing.'))
}

async function inspect(id: number, bytes: Uint8Array): Promise<void> {
  const { result, error } = await desk.inspect(new Uint8Array(bytes))
  send({ kind: 'verdict', id, result, error })
}

function send(message: FromHost): void {
  process.send?.(message)
}
