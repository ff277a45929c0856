import { parentPort, workerData } from 'node:worker_threads'
import { type CallOutcome } from './call_types.ts'
import { type AppAnswer, type AppRequest, type EngineCall, type RunnableModule } from './engine.ts'
import { ExtismEngine } from './extism_engine.ts'
import { GuestTrap } from './guest_trap.ts'
import { ScriptEngine } from './script_engine.ts'
import { warmUp } from './warm_up.ts'
import { type CallMessage, type FromThread, type HostAnswer, type ThreadData, type ToThread } from './protocol.ts'

/** One thread of the plugin host: runs guest code. Suspended calls wait here while another one runs. */
const port = parentPort!
const running = new Int32Array((workerData as ThreadData).running)
const extism = new ExtismEngine()
const quickjs = new ScriptEngine()
const modules = new Map<string, RunnableModule>()
/** By call and number of the request. */
const waiting = new Map<number, Map<number, PromiseWithResolvers<AppAnswer>>>()
const sequences = new Map<number, number>()

port.on('message', (message: ToThread) => {
  if (message.kind === 'call') {
    if (message.module) modules.set(message.call.digest, message.module)
    void runCall(message.call)
  } else if (message.kind === 'answer') {
    settle(message.answer)
  } else if (message.kind === 'cancel') {
    cancel(message.id)
  } else if (message.kind === 'keep') {
    modules.set(message.digest, message.module)
    if (!(message.module instanceof WebAssembly.Module)) quickjs.prepare(message.module)
  } else {
    modules.delete(message.digest)
  }
})
await warmUp(runOn)
send({ kind: 'ready' })

async function runCall(call: CallMessage): Promise<void> {
  const started = performance.now()
  sequences.set(call.id, 0)
  running[0] = call.id
  const outcome = await runOn(call, modules.get(call.digest)!)
  if (running[0] === call.id) running[0] = 0
  sequences.delete(call.id)
  waiting.delete(call.id)
  send({ kind: 'done', id: call.id, outcome: { ...outcome, durationMs: performance.now() - started } })
}

function runOn(message: CallMessage, module: RunnableModule): Promise<CallOutcome> {
  const call: Omit<EngineCall, 'module'> = {
    message,
    askApp: async (name, payload) => (await askAll(message.id, [{ name, payload }]))[0]!,
    askAll: (requests) => askAll(message.id, requests),
  }
  return module instanceof WebAssembly.Module ? extism.run({ ...call, module }) : quickjs.run({ ...call, module })
}

/** Marks who runs before and after, so that the watchdog blames only the call that spins. */
async function askAll(id: number, requests: readonly AppRequest[]): Promise<AppAnswer[]> {
  const last = sequences.get(id)
  if (last === undefined) throw new GuestTrap('timeout', 'The call was over.')
  sequences.set(id, last + requests.length)
  const waiters = new Map(requests.map((_, i) => [last + 1 + i, Promise.withResolvers<AppAnswer>()]))
  waiting.set(id, waiters)
  for (const [i, request] of requests.entries()) {
    send({ kind: 'host_call', call: { id, sequence: last + 1 + i, ...request } })
  }
  running[0] = 0
  try {
    return await Promise.all([...waiters.values()].map(({ promise }) => promise))
  } finally {
    running[0] = id
  }
}

/** An answer nobody waits for any more is dropped: ids are never used twice. */
function settle({ id, sequence, payload, isRefused = false, error }: HostAnswer): void {
  const waiter = waiting.get(id)?.get(sequence)
  if (error === undefined) waiter?.resolve({ payload: payload ?? new Uint8Array(), isRefused })
  else waiter?.reject(new GuestTrap('trap', error))
}

function cancel(id: number): void {
  for (const waiter of waiting.get(id)?.values() ?? []) {
    waiter.reject(new GuestTrap('timeout', 'The call was cancelled at its deadline.'))
  }
}

function send(message: FromThread): void {
  port.postMessage(message)
}
