import { test } from '@japa/runner'
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gateModule } from '#runtime/gate/gate'
import { Dice, mutate } from './module_mutator.js'
import { GUESTS } from './guests.js'
import { STOPPED } from './hostile_modules.js'
import type { Ended } from './run_endless.js'
import { generateProgram } from './program_generator.js'

type Module = Uint8Array<ArrayBuffer>
type Entry = { file: string; kind: string }
const corpusFolder = process.env.WASM_CORPUS ?? join(import.meta.dirname, '../../../../shared/wasm-corpus')
const MUTANTS = 6_000
const PROGRAMS = 600

/** Calls every export with small numbers and tells each outcome; the same module must tell the same. */
function outcomes(bytes: Module, fuel: bigint): string[] | null {
  let instance: WebAssembly.Instance
  try {
    instance = new WebAssembly.Instance(new WebAssembly.Module(bytes))
  } catch (error) {
    return [(error as Error).constructor.name]
  }
  const tank = instance.exports.__rialto_fuel as { value: bigint } | undefined
  const stack = instance.exports.__rialto_stack as { value: number } | undefined
  const told: string[] = []
  for (const [name, value] of Object.entries(instance.exports)) {
    if (typeof value !== 'function' || name.startsWith('__rialto_')) continue
    if (tank) tank.value = fuel
    if (stack) stack.value = 0
    told.push(`${name}: ${callOnce(value as (...args: unknown[]) => unknown)}`)
    if (tank && (tank.value < 0n || stack!.value !== 0) && told.at(-1)!.includes('unreachable')) {
      if (tank.value < 0n || stack!.value > 100_000) return null
    }
  }
  return told
}

function callOnce(call: (...args: unknown[]) => unknown): string {
  try {
    return String(call(...Array.from({ length: call.length }, (_, i) => i + 1)))
  } catch (error) {
    if (error instanceof TypeError) return 'needs 64-bit arguments'
    return `${(error as Error).constructor.name} ${(error as Error).message}`
  }
}

/** What every export burns with the same arguments, added up. */
function fuelOf(bytes: Module): bigint {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes))
  const tank = exports.__rialto_fuel as { value: bigint }
  const before = tank.value
  for (const value of Object.values(exports)) if (typeof value === 'function') callOnce(value as never)
  return before - tank.value
}

function diceOfThisRun(what: string): Dice {
  const dice = new Dice(Number(process.env.GATE_SEED ?? Date.now() % 2 ** 31))
  console.log(`seed of ${what}: ${dice.seed} (repeat with GATE_SEED=${dice.seed})`)
  return dice
}

test.group('Gate: behaviour', () => {
  test('the official WebAssembly tests: invalid stays out, what passes behaves the same', ({ assert }) => {
    if (!existsSync(join(corpusFolder, 'index.json'))) {
      console.log(`WebAssembly corpus absent (WASM_CORPUS or ${corpusFolder}): only generated modules were checked`)
      return
    }
    const index = JSON.parse(readFileSync(join(corpusFolder, 'index.json'), 'utf8')) as Entry[]
    let compared = 0
    for (const { file, kind } of index) {
      const bytes = new Uint8Array(readFileSync(join(corpusFolder, file)))
      const { verdict, gated } = gateModule(bytes)
      if (kind === 'assert_invalid' || kind === 'assert_malformed') assert.isFalse(verdict.ok, file)
      assert.notInclude(
        verdict.findings.map(({ check }) => check),
        'internal',
        file
      )
      if (!gated || verdict.imports.length > 0) continue
      // Gated first: only what ends within its fuel may run without any.
      const told = outcomes(gated as Module, 1_000_000n)
      if (!told) continue
      assert.deepEqual(told, outcomes(bytes, 0n), file)
      compared++
    }
    assert.isAbove(compared, 150)
  })

  test('generated programs do with fuel what they do without, and burn the same each time', ({ assert }) => {
    const dice = diceOfThisRun('programs')
    let compared = 0
    for (let i = 0; i < PROGRAMS; i++) {
      const program = generateProgram(dice)
      const place = `seed ${dice.seed} program ${i}`
      assert.isTrue(WebAssembly.validate(program), `the generator made nonsense, ${place}`)
      const { gated } = gateModule(program)
      const told = outcomes(gated as Module, 10_000_000n)
      // Loops that call what loops and recurs: some would take minutes.
      if (!told) continue
      assert.deepEqual(told, outcomes(program, 0n), place)
      assert.equal(fuelOf(gated as Module), fuelOf(gated as Module), place)
      compared++
    }
    assert.isAbove(compared, PROGRAMS * 0.7)
  })

  test('programs that need not end are all stopped', async ({ assert }) => {
    const { seed } = diceOfThisRun('endless programs')
    const script = new URL('./run_endless.ts', import.meta.url).pathname
    // In a process of its own: one that is not stopped would never give this one back.
    const { stdout } = await promisify(execFile)(process.execPath, ['--import=./bin/typescript.mjs', script, String(seed)], {
      timeout: 100_000,
      killSignal: 'SIGKILL',
    })
    const { calls, stopped } = JSON.parse(stdout) as Ended
    assert.isAbove(calls, 500)
    assert.isAbove(stopped, calls / 20)
  })

  test('mutated modules: valid stays valid, invalid never becomes valid', ({ assert }) => {
    const dice = diceOfThisRun('mutants')
    const seeds = [...STOPPED.map(({ module }) => module), ...Object.values(GUESTS).map((guest) => guest.build())]
    for (let i = 0; i < 20; i++) seeds.push(generateProgram(dice))
    let valid = 0
    for (let i = 0; i < MUTANTS; i++) {
      const mutant = mutate(seeds[i % seeds.length]!, dice)
      const { verdict, gated } = gateModule(mutant)
      const isValid = WebAssembly.validate(mutant)
      if (isValid) valid++
      assert.isFalse(verdict.ok && !isValid, `invalid passed, seed ${dice.seed} round ${i}`)
      assert.isFalse(
        verdict.findings.some(({ check }) => check === 'internal'),
        `valid became invalid, seed ${dice.seed} round ${i}`
      )
      if (gated) assert.isTrue(WebAssembly.validate(gated as Module))
    }
    assert.isAbove(valid, 50)
  })
})
