import { parentPort } from 'node:worker_threads'
import { formatOf } from '../gate/artifact_format.ts'
import { gateModule } from '../gate/gate.ts'
import { gateScript } from '../gate/script_gate.ts'
import { type GateResult } from '../gate/gate_verdict.ts'
import { gateEngine } from './quickjs/engine_wasm.ts'
import { type GateTask, type Judged } from './gate_desk.ts'

// Node warns that taking types away is experimental: nobody who judges a plugin can do anything about it.
process.removeAllListeners('warning')

let engineBytes: Uint8Array<ArrayBuffer> | null = null
let engine: WebAssembly.Module | null = null

/** Judges modules in a thread of its own: a module that takes too long to judge takes this thread down and nothing else. */
parentPort!.on('message', (task: GateTask) => {
  try {
    parentPort!.postMessage((task === 'engine' ? { engine: gatedEngine() } : { result: judge(task.bytes) }) satisfies Judged)
  } catch (error) {
    parentPort!.postMessage({ error: (error as Error).message } satisfies Judged)
  }
})

function judge(bytes: Uint8Array): GateResult {
  if (formatOf(bytes) === 'wasm') return gateModule(bytes as Uint8Array<ArrayBuffer>)
  engine ??= new WebAssembly.Module(gatedEngine())
  return gateScript(bytes, engine)
}

function gatedEngine(): Uint8Array<ArrayBuffer> {
  engineBytes ??= gateEngine()
  return engineBytes
}
