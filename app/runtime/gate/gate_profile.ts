import { findAllowedImport, type AllowedImport } from './allowed_imports.ts'
import { BRANCH_FUEL, GATE_LIMITS, MAX_STACK_WEIGHT, type LimitName } from './gate_limits.ts'

export type GateLimits = Readonly<Record<LimitName, number>>

/** By what measure a module is judged: plugins by one, an engine that the platform ships itself by another. */
export interface GateProfile {
  /** The signature of an import that is allowed, undefined for all others. */
  readonly imports: (module: string, name: string) => AllowedImport | undefined
  readonly limits: GateLimits
  /**
   * Exports every mutable global of the module as `__rialto_g<index>`, so that whoever holds an instance can keep
   * its whole state and put it back. Never for plugins: each of their calls has an instance of its own.
   */
  readonly exportsGlobals: boolean
  /** A branch that costs at least this pays by itself; a smaller one is paid for with what stands around it, taken or not. */
  readonly branchFuel: number
  /** How deep functions may call each other, in the weight of their frames. */
  readonly stackWeight: number
  /** What the operands of one frame weigh at most, however long its code is. */
  readonly frameOperands: number
}

export const PLUGIN_PROFILE: GateProfile = {
  imports: findAllowedImport,
  limits: GATE_LIMITS,
  exportsGlobals: false,
  branchFuel: BRANCH_FUEL,
  stackWeight: MAX_STACK_WEIGHT,
  frameOperands: Infinity,
}

/** The name under which a mutable global is exported, by its index in the module. */
export const globalExport = (index: number): string => `__rialto_g${index}`
