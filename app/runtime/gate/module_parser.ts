import { ByteReader } from './byte_reader.ts'
import { skipOperands, OP } from './opcodes.ts'
import { GateRefusal } from './gate_refusal.ts'
import {
  FUNC_TYPE,
  isReferenceType,
  isValueType,
  SECTION,
  type ExportKind,
  type FunctionBody,
  type FunctionType,
  type Limits,
  type ParsedModule,
} from './parsed_module.ts'

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]
const MUTABLE = 1
const TAG_SECTION = 13
const IMPORT_KINDS = ['function', 'table', 'memory', 'global', 'tag']
const EXPORT_KINDS: readonly ExportKind[] = ['function', 'table', 'memory', 'global']

/** Takes a valid module apart. What this parser does not know is refused, never skipped: only custom sections are dropped. */
export function parseModule(bytes: Uint8Array): ParsedModule {
  if (HEADER.some((byte, i) => bytes[i] !== byte)) {
    throw new GateRefusal('not_webassembly')
  }
  const module = emptyModule()
  const reader = new ByteReader(bytes, HEADER.length)
  while (!reader.isAtEnd) {
    const id = reader.byte()
    const body = reader.sub(reader.u32())
    if (id === SECTION.custom) continue
    if (module.sections.has(id)) throw new GateRefusal('section_twice', { section: id })
    module.sections.set(id, bytes.subarray(body.position, body.end))
    parseSection(module, id, new ByteReader(bytes.subarray(body.position, body.end)))
  }
  return module
}

function emptyModule(): ParsedModule {
  return {
    sections: new Map(),
    types: [],
    imports: [],
    functions: [],
    tables: [],
    memory: null,
    globals: 0,
    mutableGlobals: [],
    exports: [],
    segments: 0,
    bodies: [],
    hasEscapingImport: false,
    referenced: new Set(),
  }
}

const SECTION_PARSERS: Readonly<Record<number, (module: ParsedModule, reader: ByteReader) => void>> = {
  [SECTION.type]: (module, reader) => repeat(reader, () => module.types.push(parseType(reader))),
  [SECTION.import]: (module, reader) => repeat(reader, () => parseImport(module, reader)),
  [SECTION.function]: (module, reader) => repeat(reader, () => module.functions.push(reader.u32())),
  [SECTION.table]: (module, reader) => repeat(reader, () => parseTable(module, reader)),
  [SECTION.memory]: parseMemories,
  [SECTION.global]: (module, reader) => repeat(reader, () => parseGlobal(module, reader)),
  [SECTION.export]: (module, reader) => repeat(reader, () => parseExport(module, reader)),
  [SECTION.start]: (module, reader) => noteReference(module, reader.u32()),
  [SECTION.element]: (module, reader) => repeat(reader, () => parseElements(module, reader)),
  [SECTION.code]: (module, reader) => repeat(reader, () => module.bodies.push(parseBody(reader))),
  [SECTION.data]: (module, reader) => repeat(reader, () => parseData(module, reader)),
  [SECTION.dataCount]: (_, reader) => void reader.u32(),
}

function parseSection(module: ParsedModule, id: number, reader: ByteReader): void {
  const parse = SECTION_PARSERS[id]
  if (!parse) {
    if (id === TAG_SECTION) throw new GateRefusal('feature_refused', { feature: 'exceptions' })
    throw new GateRefusal('section_unknown', { section: id })
  }
  parse(module, reader)
  if (!reader.isAtEnd) throw new GateRefusal('section_too_long', { section: id })
}

function repeat(reader: ByteReader, each: () => void): void {
  for (let left = reader.u32(); left > 0; left--) each()
}

function parseType(reader: ByteReader): FunctionType {
  if (reader.byte() !== FUNC_TYPE) {
    throw new GateRefusal('feature_refused', { feature: 'garbage collected types' })
  }
  return { params: parseValueTypes(reader), results: parseValueTypes(reader) }
}

function parseValueTypes(reader: ByteReader): number[] {
  const types: number[] = []
  repeat(reader, () => types.push(parseValueType(reader)))
  return types
}

function parseValueType(reader: ByteReader): number {
  const type = reader.byte()
  if (!isValueType(type)) {
    throw new GateRefusal('value_type_unknown', { type: `0x${type.toString(16)}` })
  }
  return type
}

function parseImport(module: ParsedModule, reader: ByteReader): void {
  const from = reader.name()
  const name = reader.name()
  const kind = reader.byte()
  if (kind !== 0) throw new GateRefusal('import_not_function', { from, name, kind: IMPORT_KINDS[kind] ?? kind })
  module.imports.push({ module: from, name, type: reader.u32() })
}

function parseLimits(reader: ByteReader, what: string): Limits {
  const flags = reader.byte()
  if (flags & ~1) {
    throw new GateRefusal(flags & 2 ? 'shared_memory' : flags & 4 ? 'wide_memory' : 'limits_unknown', { what })
  }
  const initial = reader.u32()
  return { initial, maximum: flags === 1 ? reader.u32() : null }
}

function parseTable(module: ParsedModule, reader: ByteReader): void {
  const elementType = reader.byte()
  if (!isReferenceType(elementType)) {
    throw new GateRefusal('feature_refused', { feature: 'typed function references' })
  }
  module.tables.push({ elementType, ...parseLimits(reader, 'table') })
}

function parseMemories(module: ParsedModule, reader: ByteReader): void {
  const count = reader.u32()
  if (count > 1) throw new GateRefusal('several_memories')
  if (count === 1) module.memory = parseLimits(reader, 'memory')
}

function parseGlobal(module: ParsedModule, reader: ByteReader): void {
  parseValueType(reader)
  if (reader.byte() === MUTABLE) module.mutableGlobals.push(module.globals)
  parseConstant(module, reader)
  module.globals++
}

function parseExport(module: ParsedModule, reader: ByteReader): void {
  const name = reader.name()
  const kind = EXPORT_KINDS[reader.byte()]
  if (!kind) throw new GateRefusal('export_kind_unknown', { name })
  const index = reader.u32()
  if (kind === 'function') noteReference(module, index)
  module.exports.push({ name, kind, index })
}

function noteReference(module: ParsedModule, functionIndex: number): void {
  module.referenced.add(functionIndex)
  if (functionIndex < module.imports.length) module.hasEscapingImport = true
}

const CONSTANT_ARITHMETIC = new Set([0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e])

function parseConstant(module: ParsedModule, reader: ByteReader): void {
  for (;;) {
    const opcode = reader.byte()
    if (opcode === OP.end) return
    if (opcode === OP.refFunc) {
      noteReference(module, reader.u32())
      continue
    }
    const isPlain = (opcode >= 0x41 && opcode <= 0x44) || opcode === 0x23 || opcode === OP.refNull
    if (!isPlain && opcode !== OP.prefixSimd && !CONSTANT_ARITHMETIC.has(opcode)) {
      throw new GateRefusal('instruction_unknown', { opcode: `0x${opcode.toString(16)}` })
    }
    skipOperands(reader, opcode)
  }
}

/** Bit 0: not active; bit 1: names a table, or (when not active) only declares; bit 2: expressions instead of indices. */
function parseElements(module: ParsedModule, reader: ByteReader): void {
  const flags = reader.u32()
  if (flags > 7) throw new GateRefusal('segment_unknown')
  const isActive = (flags & 1) === 0
  if (isActive && flags & 2) reader.u32()
  if (isActive) parseConstant(module, reader)
  if (flags & 3) parseElementKind(reader)
  repeat(reader, () => (flags & 4 ? parseConstant(module, reader) : noteReference(module, reader.u32())))
  module.segments++
}

function parseElementKind(reader: ByteReader): void {
  const kind = reader.byte()
  if (kind !== 0x00 && !isReferenceType(kind)) {
    throw new GateRefusal('feature_refused', { feature: 'typed function references' })
  }
}

function parseData(module: ParsedModule, reader: ByteReader): void {
  const flags = reader.u32()
  if (flags > 2) throw new GateRefusal('segment_unknown')
  if (flags === 2 && reader.u32() !== 0) {
    throw new GateRefusal('several_memories')
  }
  if (flags !== 1) parseConstant(module, reader)
  reader.skip(reader.u32())
  module.segments++
}

function parseBody(reader: ByteReader): FunctionBody {
  const body = reader.sub(reader.u32())
  const localsStart = body.position
  let locals = 0
  repeat(body, () => {
    locals += body.u32()
    parseValueType(body)
  })
  return { localsStart, codeStart: body.position, end: body.end, locals }
}
