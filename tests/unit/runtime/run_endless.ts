import { gateModule } from '#runtime/gate/gate'
import { Dice } from './module_mutator.js'
import { generateProgram } from './program_generator.js'

const PROGRAMS = 400
const FUEL = 300_000n

export interface Ended {
  calls: number
  /** How many were stopped by fuel or by their depth. */
  stopped: number
}

/** Runs programs that need not end, each export on little fuel. Whoever calls this finds out whether it comes back. */
function runEndless(seed: number): Ended {
  const dice = new Dice(seed)
  const ended: Ended = { calls: 0, stopped: 0 }
  for (let i = 0; i < PROGRAMS; i++) {
    const { gated } = gateModule(generateProgram(dice, { mayRunForEver: true }))
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(gated as Uint8Array<ArrayBuffer>))
    for (const value of Object.values(exports)) {
      if (typeof value !== 'function') continue
      ended.calls++
      if (isStopped(exports, value as (...numbers: number[]) => number)) ended.stopped++
    }
  }
  return ended
}

function isStopped(exports: WebAssembly.Exports, call: (...numbers: number[]) => number): boolean {
  const tank = exports.__rialto_fuel as WebAssembly.Global<'i64'>
  const stack = exports.__rialto_stack as WebAssembly.Global<'i32'>
  tank.value = FUEL
  stack.value = 0
  try {
    call(3, 5)
  } catch {
    // A trap of its own, or one of those that are counted.
  }
  return tank.value < 0n || stack.value > 100_000
}

console.log(JSON.stringify(runEndless(Number(process.argv[2]))))
