import { parentPort, workerData } from 'node:worker_threads'
import { type AppAnswer, type EngineCall, type PluginEngine } from './engine.ts'
import { ExtismEngine } from './extism_engine.ts'
import { GuestTrap } from './guest_trap.ts'
import { type CallMessage, type FromThread, type HostAnswer, type ThreadData, type ToThread } from './protocol.ts'

/** One thread of the plugin host: runs guest code. Suspended calls wait here while another one runs. */
const port = parentPort!
const running = new Int32Array((workerData as ThreadData).running)
const engine: PluginEngine = new ExtismEngine()
const modules = new Map<string, WebAssembly.Module>()
const waiting = new Map<string, { resolve: (answer: AppAnswer) => void; reject: (error: Error) => void }>()
const sequences = new Map<number, number>()

port.on('message', (message: ToThread) => {
  if (message.kind === 'call') {
    if (message.module) modules.set(message.call.digest, message.module)
    void runCall(message.call)
  } else if (message.kind === 'answer') {
    settle(message.answer)
  } else if (message.kind === 'cancel') {
    cancel(message.id)
  } else {
    modules.delete(message.digest)
  }
})
send({ kind: 'ready' })

async function runCall(call: CallMessage): Promise<void> {
  const started = performance.now()
  sequences.set(call.id, 0)
  running[0] = call.id
  const outcome = await engine.run({
    message: call,
    module: modules.get(call.digest)!,
    askApp: (name, payload) => askApp(call.id, name, payload),
  } satisfies EngineCall)
  if (running[0] === call.id) running[0] = 0
  sequences.delete(call.id)
  send({ kind: 'done', id: call.id, outcome: { ...outcome, durationMs: performance.now() - started } })
}

/** Marks who runs before and after, so that the watchdog blames only the call that spins. */
async function askApp(id: number, name: string, payload: Uint8Array): Promise<AppAnswer> {
  const last = sequences.get(id)
  if (last === undefined) throw new GuestTrap('timeout', 'The call was over.')
  const sequence = last + 1
  sequences.set(id, sequence)
  const answer = new Promise<AppAnswer>((resolve, reject) => waiting.set(`${id}:${sequence}`, { resolve, reject }))
  send({ kind: 'host_call', call: { id, sequence, name, payload } })
  running[0] = 0
  try {
    return await answer
  } finally {
    running[0] = id
  }
}

/** An answer nobody waits for any more is dropped: ids are never used twice. */
function settle({ id, sequence, payload, isRefused = false, error }: HostAnswer): void {
  const key = `${id}:${sequence}`
  const waiter = waiting.get(key)
  waiting.delete(key)
  if (error === undefined) waiter?.resolve({ payload: payload ?? new Uint8Array(), isRefused })
  else waiter?.reject(new GuestTrap('trap', error))
}

function cancel(id: number): void {
  const key = `${id}:${sequences.get(id)}`
  const waiter = waiting.get(key)
  waiting.delete(key)
  waiter?.reject(new GuestTrap('timeout', 'The call was cancelled at its deadline.'))
}

function send(message: FromThread): void {
  port.postMessage(message)
}
