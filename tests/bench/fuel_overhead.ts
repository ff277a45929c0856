import { gateModule } from '#runtime/gate/gate'
import { I32, ModuleBuilder, i32 } from '../unit/runtime/module_builder.js'

/** Small kernels of different kinds; each is exported as `run` and takes how much of it to do. */
const KERNELS = {
  /** Adds up bytes of memory: a tight loop over loads. */
  sum: new ModuleBuilder().memory(0, 16).function({
    params: [I32],
    results: [I32],
    locals: [I32],
    body: [
      ...[0x03, 0x40, 0x20, 1, 0x20, 0, ...i32(0xfffff), 0x71, 0x2d, 0, 0, 0x6a, 0x21, 1],
      ...[0x20, 0, ...i32(1), 0x6b, 0x22, 0, 0x0d, 0, 0x0b, 0x20, 1],
    ],
    export: 'run',
  }),
  /** Integer arithmetic with a branch in the loop: steps of the Collatz sequence. */
  collatz: new ModuleBuilder().function({
    params: [I32],
    results: [I32],
    locals: [I32],
    body: [
      ...[...i32(27), 0x21, 1, 0x03, 0x40, 0x20, 1, ...i32(1), 0x71, 0x04, 0x7f, 0x20, 1, ...i32(3), 0x6c, ...i32(1), 0x6a],
      ...[0x05, 0x20, 1, ...i32(1), 0x76, 0x0b, 0x21, 1, 0x20, 0, ...i32(1), 0x6b, 0x22, 0, 0x0d, 0, 0x0b, 0x20, 1],
    ],
    export: 'run',
  }),
  /** A body of some size in the loop: forty multiply-and-xor rounds. */
  mix: new ModuleBuilder().function({
    params: [I32],
    results: [I32],
    locals: [I32],
    body: [
      ...[0x03, 0x40, ...Array.from({ length: 40 }, () => [0x20, 1, ...i32(31), 0x6c, 0x20, 0, 0x73, 0x21, 1]).flat()],
      ...[0x20, 0, ...i32(1), 0x6b, 0x22, 0, 0x0d, 0, 0x0b, 0x20, 1],
    ],
    export: 'run',
  }),
  /** Nothing but calls: Fibonacci numbers by the definition. */
  recursion: new ModuleBuilder().function({
    params: [I32],
    results: [I32],
    body: [
      ...[0x20, 0, ...i32(2), 0x48, 0x04, 0x7f, 0x20, 0, 0x05, 0x20, 0, ...i32(1), 0x6b, 0x10, 0],
      ...[0x20, 0, ...i32(2), 0x6b, 0x10, 0, 0x6a, 0x0b],
    ],
    export: 'run',
  }),
}
const AMOUNTS: Record<keyof typeof KERNELS, number> = { sum: 5_000_000, collatz: 5_000_000, mix: 200_000, recursion: 27 }
const ROUNDS = 15

type Run = { run: (amount: number) => number; __rialto_fuel?: { value: bigint } }

/** How much longer the kernels take with fuel, in percent; and all of them together as a geometric mean. */
export function measureFuelOverhead(): Record<string, number> {
  const figures: Record<string, number> = {}
  let product = 1
  for (const name of Object.keys(KERNELS) as (keyof typeof KERNELS)[]) {
    const ratio = ratioOf(KERNELS[name].build(), AMOUNTS[name])
    product *= ratio
    figures[name] = percent(ratio)
  }
  figures.geometric_mean = percent(product ** (1 / Object.keys(KERNELS).length))
  return figures
}

/** Rounds alternate, so that a busy machine slows both down alike. */
function ratioOf(module: Uint8Array<ArrayBuffer>, amount: number): number {
  const plain = instantiate(module)
  const gated = instantiate(gateModule(module).gated as Uint8Array<ArrayBuffer>)
  const times = { plain: [] as number[], gated: [] as number[] }
  for (let i = 0; i < ROUNDS; i++) {
    times.plain.push(time(plain, amount))
    times.gated.push(time(gated, amount))
  }
  return Math.min(...times.gated) / Math.min(...times.plain)
}

const instantiate = (bytes: Uint8Array<ArrayBuffer>): Run =>
  new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Run

function time(instance: Run, amount: number): number {
  if (instance.__rialto_fuel) instance.__rialto_fuel.value = 2n ** 60n
  const started = performance.now()
  instance.run(amount)
  return performance.now() - started
}

const percent = (ratio: number): number => Math.round((ratio - 1) * 1_000) / 10
