import { parentPort } from 'node:worker_threads'
import { gateModule } from '../gate/gate.ts'

/** Judges modules in a thread of its own: a module that takes too long to judge takes this thread down and nothing else. */
parentPort!.on('message', ({ id, bytes }: { id: number; bytes: Uint8Array<ArrayBuffer> }) => {
  try {
    parentPort!.postMessage({ id, result: gateModule(bytes) })
  } catch (error) {
    parentPort!.postMessage({ id, error: (error as Error).message })
  }
})
