import { test } from '@japa/runner'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { gateModule } from '#runtime/gate/gate'
import { judgeAndRun, type Judged } from './judge_and_run.js'
import { GUESTS } from './guests.js'

/** How V8 may compile: as it likes, baseline code only, optimised from the start, everything at once and nothing inlined. */
const TIERS = [[], ['--liftoff-only'], ['--no-liftoff'], ['--no-wasm-lazy-compilation', '--no-wasm-inlining']]
const SEED = 20_261_121

async function inProcess(flags: readonly string[]): Promise<Judged> {
  const script = new URL('./judge_and_run.ts', import.meta.url)
  const child = spawn(process.execPath, [...flags, '--import=./bin/typescript.mjs', script.pathname, String(SEED)])
  const told: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => told.push(chunk))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`the process ended with ${String(code)}`)
  return JSON.parse(Buffer.concat(told).toString()) as Judged
}

test.group('Gate: determinism', () => {
  test('the same module comes out as the same bytes and verdict, run after run', ({ assert }) => {
    for (const guest of Object.values(GUESTS)) {
      const [first, ...others] = Array.from({ length: 5 }, () => gateModule(guest.build()))
      const sha256 = (bytes: Uint8Array | undefined) => createHash('sha256').update(bytes!).digest('hex')
      for (const other of others) {
        assert.equal(sha256(other.gated), sha256(first!.gated))
        assert.deepEqual(other.verdict, first!.verdict)
      }
    }
  })

  test('in every process and every tier of V8 the bytes are the same, and so is the fuel', async ({ assert }) => {
    const here = judgeAndRun(SEED)
    assert.isAbove(here.fuel.length, 20)
    for (const flags of TIERS) {
      const there = await inProcess(flags)
      assert.deepEqual(there.gated, here.gated, flags.join(' '))
      assert.deepEqual(there.fuel, here.fuel, flags.join(' '))
    }
  })
})
