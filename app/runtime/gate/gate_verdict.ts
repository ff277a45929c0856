import { type GateFinding } from './findings.ts'
import { type LimitName } from './gate_limits.ts'
import { type ExportKind } from './parsed_module.ts'

export type { GateFinding }

/** What the gate says of a module: plain data, the same for the same bytes. */
export interface GateVerdict {
  ok: boolean
  /** What runs it; left out in verdicts of WebAssembly from before there were scripts. */
  engine?: 'extism' | 'quickjs'
  gateVersion: number
  fuelVersion: number
  /** Of the original bytes: the identity of the module, and what is signed. */
  sha256: string
  size: number
  imports: { module: string; name: string; capability: string | null }[]
  exports: { name: string; kind: ExportKind }[]
  /** Exports that answer hooks, such as `discount_v1`. */
  hooks: string[]
  /** What the imports need; the manifest must ask for at least these. */
  capabilities: string[]
  limits: Partial<Record<LimitName, { used: number; allowed: number }>>
  memory: { initialPages: number; declaredMaximum: number | null; maximumPages: number } | null
  findings: GateFinding[]
}

export interface GateResult {
  verdict: GateVerdict
  /** What may run: present only when the verdict is ok. */
  gated?: Uint8Array
}
