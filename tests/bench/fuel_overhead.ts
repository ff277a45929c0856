import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { compileAssemblyScript } from '#runtime/build/compile_assemblyscript'
import { findProjectRoot } from '#runtime/build/project_root'
import { gateModule } from '#runtime/gate/gate'

/** How much of each kernel is one round: about a millisecond. */
const AMOUNTS = {
  parse: 4_000,
  hash: 120,
  sort: 12,
  matrix: 12,
  build: 120,
  sieve: 60,
  collatz: 12_000,
  search: 2_000,
  dispatch: 400_000,
  recursion: 26,
}
const WARM_UP = 15
const ROUNDS = 100
/** Of a hundred rounds the tenth fastest: what the machine does when nobody disturbs it, and no lucky strike. */
const RANK = 0.1
const FUEL = 2n ** 44n

type Kernel = keyof typeof AMOUNTS
type Instance = Record<Kernel, (amount: number) => number> & { __rialto_fuel?: { value: bigint } }

export interface FuelOverhead {
  /** How much longer each kernel takes with fuel, in percent, V8 inlining nothing: the same code but for the fuel. */
  kernels: Record<Kernel, number>
  geometric_mean: number
  geometric_mean_without_recursion: number
  /** V8 inlining as it likes, which it decides anew for rewritten code. Kernels that come out faster count as equal. */
  inlined_geometric_mean: number
  inlined_kernels: Record<Kernel, number>
  /** Units of fuel that one millisecond burns, over all kernels. */
  fuel_per_ms: number
}

/** In processes of their own: V8 takes its flags at the start. */
export function measureFuelOverhead(): FuelOverhead {
  const inlined = compareIn('--wasm-inlining')
  const bare = compareIn('--no-wasm-inlining')
  const ratios = bare.map(({ ratio }) => ratio)
  const sum = (figures: number[]) => figures.reduce((total, figure) => total + figure, 0)
  return {
    kernels: percentages(bare),
    geometric_mean: percent(geometricMean(ratios)),
    geometric_mean_without_recursion: percent(geometricMean(ratios.slice(0, -1))),
    inlined_geometric_mean: percent(geometricMean(inlined.map(({ ratio }) => Math.max(1, ratio)))),
    inlined_kernels: percentages(inlined),
    fuel_per_ms: Math.round(sum(bare.map(({ fuel }) => fuel)) / sum(bare.map(({ ms }) => ms))),
  }
}

function compareIn(flag: string): Compared[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, [flag, '--import=./bin/typescript.mjs', import.meta.filename, 'compare'], {
    cwd: findProjectRoot(),
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The kernels could not be compared: ${stderr}`)
  return JSON.parse(stdout) as Compared[]
}

interface Compared {
  name: Kernel
  ratio: number
  fuel: number
  ms: number
}

/** The same kernels with fuel and without, in turns: a busy machine slows both down alike. */
async function compareAll(): Promise<Compared[]> {
  const plain = await compileAssemblyScript(join(findProjectRoot(), 'tests/bench/assembly/kernels.ts'))
  const { gated, verdict } = gateModule(plain)
  if (!gated) throw new Error(verdict.findings.map(({ message }) => message).join('; '))
  const [without, within] = [compile(plain), compile(gated as Uint8Array<ArrayBuffer>)]
  return (Object.keys(AMOUNTS) as Kernel[]).map((name) => ({ name, ...compare(name, without(), within()) }))
}

const percentages = (compared: Compared[]): Record<Kernel, number> =>
  Object.fromEntries(compared.map(({ name, ratio }) => [name, percent(ratio)])) as Record<Kernel, number>

function compare(name: Kernel, plain: Instance, gated: Instance): { ratio: number; fuel: number; ms: number } {
  const times = { plain: [] as number[], gated: [] as number[] }
  for (let i = -WARM_UP; i < ROUNDS; i++) {
    const round = [time(plain, name), time(gated, name)] as const
    if (i < 0) continue
    times.plain.push(round[0])
    times.gated.push(round[1])
  }
  const ms = ranked(times.gated)
  return { ratio: ms / ranked(times.plain), fuel: Number(FUEL - gated.__rialto_fuel!.value), ms }
}

function compile(bytes: Uint8Array<ArrayBuffer>): () => Instance {
  const module = new WebAssembly.Module(bytes)
  const imports: WebAssembly.Imports = {}
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0
  return () => new WebAssembly.Instance(module, imports).exports as unknown as Instance
}

function time(instance: Instance, name: Kernel): number {
  if (instance.__rialto_fuel) instance.__rialto_fuel.value = FUEL
  const started = performance.now()
  instance[name](AMOUNTS[name])
  return performance.now() - started
}

const ranked = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * RANK)]!
const geometricMean = (ratios: number[]): number => Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length)
const percent = (ratio: number): number => Math.round((ratio - 1) * 1_000) / 10

if (import.meta.main) {
  const isChild = process.argv.includes('compare')
  console.log(JSON.stringify(isChild ? await compareAll() : measureFuelOverhead(), null, isChild ? 0 : 2))
}
