import { type AllowedImport } from '../../gate/allowed_imports.ts'
import { PLUGIN_PROFILE, type GateProfile } from '../../gate/gate_profile.ts'

type Value = AllowedImport['params'][number]

const free = (params: readonly Value[], results: readonly Value[] = []): AllowedImport => ({ params, results, capability: null })
const numbers = (count: number): Value[] => Array.from({ length: count }, () => 'i32')

/**
 * What the engine's WebAssembly imports, under the one-letter names it was built with. Letters belong to exactly one
 * build: the package's version is exact, and `engine_wasm.ts` checks the bytes.
 */
const ENGINE_IMPORTS: Readonly<Record<string, AllowedImport>> = {
  /** assertion failed */
  b: free(numbers(4)),
  /** write to a file */
  c: free(numbers(4), ['i32']),
  /** close a file */
  d: free(numbers(1), ['i32']),
  /** environment variables */
  e: free(numbers(2), ['i32']),
  /** their number and size */
  f: free(numbers(2), ['i32']),
  /** what a module's name stands for */
  g: free(numbers(4), ['i32']),
  /** source of a module */
  h: free(numbers(3), ['i32']),
  /** whether to interrupt */
  i: free(numbers(1), ['i32']),
  /** set a timer */
  j: free(['i32', 'f64'], ['i32']),
  /** more memory */
  k: free(numbers(1), ['i32']),
  /** stop keeping the program alive */
  l: free([]),
  /** local time */
  m: free(['i64', 'i32']),
  /** time zone */
  n: free(numbers(4)),
  /** seek in a file */
  o: free(['i32', 'i64', 'i32', 'i32'], ['i32']),
  /** time of day */
  p: free([], ['f64']),
  /** clock */
  q: free(['i32', 'i64', 'i32'], ['i32']),
  /** abort */
  r: free([]),
  /** exit */
  s: free(numbers(1)),
  /** call the host */
  t: free(numbers(5), ['i32']),
  /** a value of the host is no longer needed */
  u: free(numbers(2)),
}

/**
 * The engine fits into the limits of any plugin; only what it imports is its own. Each branch pays for itself: an
 * interpreter is one function of a thousand branches, and one operation of a script takes one of them. Depth is
 * bounded by the engine itself long before, so that a script can catch it.
 */
export const ENGINE_PROFILE: GateProfile = {
  ...PLUGIN_PROFILE,
  imports: (module, name) => (module === 'a' && Object.hasOwn(ENGINE_IMPORTS, name) ? ENGINE_IMPORTS[name] : undefined),
  branchFuel: 8,
  stackWeight: 2_000_000,
  frameOperands: 256,
}
