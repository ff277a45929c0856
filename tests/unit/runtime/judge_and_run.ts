import { createHash } from 'node:crypto'
import { gateModule } from '#runtime/gate/gate'
import { Dice } from './module_mutator.js'
import { generateProgram } from './program_generator.js'

const PROGRAMS = 30
const FUEL = 5_000_000n
/** So often that code may have been compiled anew in between. */
const ROUNDS = 20

export interface Judged {
  /** Hashes of what came out of the gate. */
  gated: string[]
  /** What all exports of each program burnt in each round; a program whose rounds differ has several figures. */
  fuel: string[][]
}

/** Gates generated programs and runs all they export, from a seed: whoever does it must come to the same. */
export function judgeAndRun(seed: number): Judged {
  const dice = new Dice(seed)
  const judged: Judged = { gated: [], fuel: [] }
  for (let i = 0; i < PROGRAMS; i++) {
    const { gated } = gateModule(generateProgram(dice))
    judged.gated.push(createHash('sha256').update(gated!).digest('hex'))
    const module = new WebAssembly.Module(gated as Uint8Array<ArrayBuffer>)
    judged.fuel.push([...new Set(Array.from({ length: ROUNDS }, () => burnt(module)))])
  }
  return judged
}

function burnt(module: WebAssembly.Module): string {
  const { exports } = new WebAssembly.Instance(module)
  const tank = exports.__rialto_fuel as WebAssembly.Global<'i64'>
  const figures: bigint[] = []
  for (const value of Object.values(exports)) {
    if (typeof value !== 'function') continue
    tank.value = FUEL
    ;(exports.__rialto_stack as WebAssembly.Global<'i32'>).value = 0
    try {
      ;(value as (...numbers: number[]) => number)(3, 5)
    } catch {
      // A trap has its fuel too.
    }
    figures.push(FUEL - tank.value)
  }
  return figures.join(' ')
}

if (import.meta.main) console.log(JSON.stringify(judgeAndRun(Number(process.argv[2]))))
