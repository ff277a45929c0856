/** Raise when the gated bytes of a module may change: stored gated modules are keyed by it. */
export const GATE_VERSION = 2

/** Raise when the same module would burn another amount of fuel: published figures name it. */
export const FUEL_VERSION = 2

/** What a module may contain. Published in docs/limits.md: every refusal names the limit and the figure found. */
export const GATE_LIMITS = {
  /** Bytes of the uploaded file, custom sections included. */
  upload_bytes: 4 * 1024 * 1024,
  /** Bytes of a script as it is uploaded, types and comments included. */
  script_bytes: 256 * 1024,
  /** Bytes that remain when custom sections (names, debug information) are stripped. */
  module_bytes: 1024 * 1024,
  function_bytes: 64 * 1024,
  functions: 10_000,
  function_locals: 256,
  function_results: 100,
  /** V8's optimiser takes time by the square of them. */
  function_loops: 1_000,
  locals: 50_000,
  nesting: 500,
  br_table: 4_096,
  memory_pages: 512,
  table_entries: 20_000,
  tables: 4,
  types: 5_000,
  imports: 200,
  exports: 1_000,
  globals: 5_000,
  segments: 10_000,
} as const

export type LimitName = keyof typeof GATE_LIMITS

/** Fuel a module may burn before the host can set the call's own limit: start functions and `_initialize` run on it. */
export const START_FUEL = 5_000_000

/** What stands for stack depth: each frame weighs its locals and a part of its code, so that V8's own stack never decides. */
export const MAX_STACK_WEIGHT = 100_000

/** A call that leaves the sandbox costs more than an instruction. */
export const HOST_CALL_FUEL = 64

/** A call within the module, beyond what the callee costs. */
export const CALL_FUEL = 4

/** A small function without loops that costs at most this is paid for by whoever calls it. */
export const CALLER_PAYS_FUEL = 64

/** What paying costs by itself: an empty loop is stopped as soon as a busy one. */
export const CHARGE_FUEL = 4

/** A branch that costs at least this pays by itself; a smaller one is paid for with what stands around it, taken or not. */
export const BRANCH_FUEL = 64

/** Exports that the gate adds; a module that already has one is refused. */
export const RESERVED_EXPORT_PREFIX = '__rialto_'
export const FUEL_EXPORT = '__rialto_fuel'
export const STACK_EXPORT = '__rialto_stack'
