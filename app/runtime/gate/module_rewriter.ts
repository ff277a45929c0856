import { ByteWriter, encodeIndex } from './byte_writer.ts'
import { injectFuel } from './fuel_injector.ts'
import { FUEL_EXPORT, STACK_EXPORT, START_FUEL } from './gate_limits.ts'
import { globalExport, type GateLimits, type GateProfile } from './gate_profile.ts'
import { SECTION, SECTION_ORDER, type Limits, type ParsedModule } from './parsed_module.ts'

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]
const MUTABLE_I64 = [0x7e, 0x01, 0x42]
const MUTABLE_I32 = [0x7f, 0x01, 0x41]
const END = 0x0b
const GLOBAL_EXPORT = 0x03

export interface RewrittenModule {
  bytes: Uint8Array
  /** Of the function that has most of each. */
  most: { nesting: number; function_loops: number }
}

/** Writes the module again: bounded memory and tables, fuel in every body, the two counters exported, custom sections gone. */
export function rewriteModule(module: ParsedModule, profile: GateProfile): RewrittenModule {
  const { limits, exportsGlobals } = profile
  const injected = injectFuel(module, profile)
  const sections = new Map(module.sections)
  sections.set(SECTION.type, appendTo(module, SECTION.type, injected.types))
  sections.set(SECTION.function, vector(injected.functions.map(encodeIndex)))
  sections.set(SECTION.code, injected.code)
  sections.set(SECTION.global, appendTo(module, SECTION.global, counters()))
  sections.set(SECTION.export, appendTo(module, SECTION.export, addedExports(module, exportsGlobals)))
  if (module.memory) sections.set(SECTION.memory, boundedMemory(module.memory, limits))
  if (module.tables.length > 0) sections.set(SECTION.table, boundedTables(module, limits))

  const out = new ByteWriter(injected.code.length + 4096).raw(HEADER)
  for (const id of SECTION_ORDER) {
    const body = sections.get(id)
    if (body) out.section(id, body)
  }
  return { bytes: out.toBytes(), most: injected.most }
}

function appendTo(module: ParsedModule, id: number, items: readonly Uint8Array[]): Uint8Array {
  const original = module.sections.get(id) ?? new Uint8Array([0])
  const { count, width } = readCount(original)
  const out = new ByteWriter(original.length + 64).u32(count + items.length).raw(original.subarray(width))
  for (const item of items) out.raw(item)
  return out.toBytes()
}

function vector(items: readonly Uint8Array[]): Uint8Array {
  const out = new ByteWriter(items.length * 2 + 8).u32(items.length)
  for (const item of items) out.raw(item)
  return out.toBytes()
}

function readCount(section: Uint8Array): { count: number; width: number } {
  let count = 0
  let width = 0
  do {
    count += (section[width]! & 0x7f) * 2 ** (7 * width)
  } while (section[width++]! & 0x80)
  return { count, width }
}

/** Fuel starts with what start functions may burn, the host sets the rest; the stack counter starts empty. */
function counters(): Uint8Array[] {
  return [
    new ByteWriter(12).raw(MUTABLE_I64).signed(START_FUEL).byte(END).toBytes(),
    new ByteWriter(8).raw(MUTABLE_I32).signed(0).byte(END).toBytes(),
  ]
}

function addedExports({ globals, mutableGlobals }: ParsedModule, exportsGlobals: boolean): Uint8Array[] {
  const added = [FUEL_EXPORT, STACK_EXPORT].map((name, i) => exportOf(name, globals + i))
  return exportsGlobals ? [...added, ...mutableGlobals.map((index) => exportOf(globalExport(index), index))] : added
}

const exportOf = (name: string, index: number): Uint8Array => new ByteWriter(32).name(name).byte(GLOBAL_EXPORT).u32(index).toBytes()

function boundedMemory(memory: Limits, limits: GateLimits): Uint8Array {
  const out = new ByteWriter(12).u32(1)
  writeLimits(out, memory, limits.memory_pages)
  return out.toBytes()
}

function boundedTables(module: ParsedModule, limits: GateLimits): Uint8Array {
  const out = new ByteWriter(32).u32(module.tables.length)
  for (const table of module.tables) {
    out.byte(table.elementType)
    writeLimits(out, table, limits.table_entries)
  }
  return out.toBytes()
}

function writeLimits(out: ByteWriter, { initial, maximum }: Limits, ceiling: number): void {
  out
    .byte(1)
    .u32(initial)
    .u32(Math.min(maximum ?? ceiling, ceiling))
}
