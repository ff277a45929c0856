/** The engine's functions by what they do; pointers and numbers in, pointers and numbers out. */
export interface EngineFunctions {
  initialise: () => void
  malloc: (bytes: number) => number
  free: (pointer: number) => void
  newRuntime: () => number
  newContext: (runtime: number, intrinsics: number) => number
  setMaxStack: (runtime: number, bytes: number) => void
  useModuleLoader: (runtime: number, withNames: number) => void
  newString: (context: number, text: number) => number
  newFunction: (context: number, name: number, parameters: number, isConstructor: number, id: number) => number
  getProperty: (context: number, value: number, name: number) => number
  getText: (context: number, value: number) => number
  freeText: (context: number, text: number) => void
  undefinedValue: () => number
  evaluate: (context: number, source: number, length: number, name: number, detect: number, flags: number) => number
  call: (context: number, fn: number, self: number, count: number, values: number) => number
  exceptionOf: (context: number, value: number) => number
  promiseState: (context: number, value: number) => number
  promiseResult: (context: number, value: number) => number
  isJobPending: (runtime: number) => number
  runJobs: (runtime: number, most: number, context: number) => number
}

/** One-letter names of exactly one build, as its own loader has them. */
const NAMES: Readonly<Record<keyof EngineFunctions, string>> = {
  initialise: 'v',
  malloc: 'w',
  free: 'N',
  newRuntime: 'L',
  newContext: 'O',
  setMaxStack: 'E',
  useModuleLoader: 'Ia',
  newString: '$',
  newFunction: 'Ea',
  getProperty: 'ia',
  getText: 'aa',
  freeText: 'T',
  undefinedValue: 'F',
  evaluate: 'qa',
  call: 'na',
  exceptionOf: 'oa',
  promiseState: 'xa',
  promiseResult: 'ya',
  isJobPending: 'ga',
  runJobs: 'ha',
}

export const USED_EXPORTS: ReadonlySet<string> = new Set(Object.values(NAMES))

export function engineFunctions(exports: WebAssembly.Exports): EngineFunctions {
  const found = Object.entries(NAMES).map(([name, letter]) => [name, exports[letter]])
  return Object.fromEntries(found) as EngineFunctions
}
