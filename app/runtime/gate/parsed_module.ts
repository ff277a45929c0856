export interface FunctionType {
  /** Value types as they stand in the binary. */
  params: readonly number[]
  results: readonly number[]
}

export interface FunctionImport {
  module: string
  name: string
  type: number
}

export type ExportKind = 'function' | 'table' | 'memory' | 'global'

export interface ModuleExport {
  name: string
  kind: ExportKind
  index: number
}

export interface Limits {
  initial: number
  maximum: number | null
}

export interface ParsedTable extends Limits {
  elementType: number
}

export interface FunctionBody {
  /** Where the local declarations begin and where the first instruction stands, in the bytes of the code section. */
  localsStart: number
  codeStart: number
  end: number
  locals: number
}

export interface ParsedModule {
  sections: Map<number, Uint8Array>
  types: FunctionType[]
  imports: FunctionImport[]
  /** Type index of each function that the module defines. */
  functions: number[]
  tables: ParsedTable[]
  memory: Limits | null
  globals: number
  /** Indices of the globals that code may write. */
  mutableGlobals: number[]
  exports: ModuleExport[]
  segments: number
  bodies: FunctionBody[]
  /** An import that can be reached through a table or a reference is called without the call site telling. */
  hasEscapingImport: boolean
  /** Functions that are called from elsewhere than a call that names them: exported, in a table, at the start. */
  referenced: Set<number>
}

export const SECTION = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
} as const

/** The order in which sections stand in a file; the data count was added later and sits before the code. */
export const SECTION_ORDER: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11]

export const FUNC_TYPE = 0x60
const VALUE_TYPES = new Map<number, string>([
  [0x7f, 'i32'],
  [0x7e, 'i64'],
  [0x7d, 'f32'],
  [0x7c, 'f64'],
  [0x7b, 'v128'],
  [0x70, 'funcref'],
  [0x6f, 'externref'],
])

export const isValueType = (byte: number): boolean => VALUE_TYPES.has(byte)
export const isReferenceType = (byte: number): boolean => byte === 0x70 || byte === 0x6f
export const valueTypeName = (byte: number): string => VALUE_TYPES.get(byte) ?? `0x${byte.toString(16)}`
