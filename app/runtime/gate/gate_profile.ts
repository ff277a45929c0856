import { findAllowedImport, type AllowedImport } from './allowed_imports.ts'
import { GATE_LIMITS, type LimitName } from './gate_limits.ts'

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
}

export const PLUGIN_PROFILE: GateProfile = { imports: findAllowedImport, limits: GATE_LIMITS, exportsGlobals: false }

/** The name under which a mutable global is exported, by its index in the module. */
export const globalExport = (index: number): string => `__rialto_g${index}`
