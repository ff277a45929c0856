import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gateModule } from '../../gate/gate.ts'
import { USED_EXPORTS } from './engine_exports.ts'
import { ENGINE_PROFILE } from './engine_profile.ts'
import { lowerStack } from './low_stack.ts'
import { ownMemory } from './own_memory.ts'

/** The names of imports and exports, and what a call burns, are those of exactly these bytes. */
const SHA_256 = 'b56fe5094b8751c47b8c32fb5ed4d75afe2dbb43412d3d983ac5d1156af456da'

/** QuickJS as WebAssembly, for what has to be allowed to read it. */
export const engineFile = (): string => fileURLToPath(import.meta.resolve('@jitl/quickjs-ng-wasmfile-release-sync/wasm'))

/** QuickJS after the gate: fuel in every branch, bounded memory. Takes about a tenth of a second. */
export function gateEngine(): Uint8Array<ArrayBuffer> {
  const bytes = readFileSync(engineFile())
  const digest = createHash('sha256').update(bytes).digest('hex')
  if (digest !== SHA_256) throw new Error(`The engine for scripts has changed (${digest}): check its names and its fuel.`)
  const { gated, verdict } = gateModule(ownMemory(lowerStack(bytes), USED_EXPORTS), ENGINE_PROFILE)
  if (gated) return gated as Uint8Array<ArrayBuffer>
  throw new Error(verdict.findings.map(({ message }) => message).join(' '))
}
