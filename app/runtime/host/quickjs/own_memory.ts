import { ByteReader } from '../../gate/byte_reader.ts'
import { ByteWriter } from '../../gate/byte_writer.ts'
import { SECTION, SECTION_ORDER } from '../../gate/parsed_module.ts'

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]
const MEMORY_KIND = 0x02
const HAS_MAXIMUM = 1
const NO_MAXIMUM = 0

/** Pages to begin with: constants, the engine's stack and room for what a small script needs; it grows from there. */
export const INITIAL_PAGES = 24

/**
 * Rewrites a module that imports its memory into one that defines it and exports it as `memory`, beside the exports
 * that are used. The gate refuses imported memories, since their bound is not in the module; the engine was built with one.
 */
export function ownMemory(bytes: Uint8Array, used: ReadonlySet<string>): Uint8Array<ArrayBuffer> {
  const sections = readSections(bytes)
  sections.set(SECTION.import, withoutMemory(sections.get(SECTION.import)!))
  sections.set(SECTION.memory, new ByteWriter(8).u32(1).byte(NO_MAXIMUM).u32(INITIAL_PAGES).toBytes())
  sections.set(SECTION.export, usedExports(sections.get(SECTION.export)!, used))
  const out = new ByteWriter(bytes.length + 64).raw(HEADER)
  for (const id of SECTION_ORDER) {
    const body = sections.get(id)
    if (body) out.section(id, body)
  }
  return out.toBytes() as Uint8Array<ArrayBuffer>
}

function readSections(bytes: Uint8Array): Map<number, Uint8Array> {
  const sections = new Map<number, Uint8Array>()
  const reader = new ByteReader(bytes, HEADER.length)
  while (!reader.isAtEnd) {
    const id = reader.byte()
    const body = reader.take(reader.u32())
    if (id !== SECTION.custom) sections.set(id, body)
  }
  return sections
}

/** Functions keep their numbers: memories are counted apart. */
function withoutMemory(section: Uint8Array): Uint8Array {
  const reader = new ByteReader(section)
  const count = reader.u32()
  const kept = new ByteWriter(section.length).u32(count - 1)
  for (let i = 0; i < count; i++) {
    const start = reader.position
    reader.name()
    reader.name()
    const kind = reader.byte()
    if (kind === MEMORY_KIND) {
      skipLimits(reader)
      continue
    }
    reader.u32()
    kept.raw(section.subarray(start, reader.position))
  }
  return kept.toBytes()
}

function skipLimits(reader: ByteReader): void {
  const flags = reader.byte()
  reader.u32()
  if (flags & HAS_MAXIMUM) reader.u32()
}

/** Each export costs every instance a little: what we do not call goes. */
function usedExports(section: Uint8Array, used: ReadonlySet<string>): Uint8Array {
  const reader = new ByteReader(section)
  const kept = new ByteWriter(section.length + 16)
  let count = 1
  for (let left = reader.u32(); left > 0; left--) {
    const start = reader.position
    const name = reader.name()
    reader.byte()
    reader.u32()
    if (!used.has(name)) continue
    kept.raw(section.subarray(start, reader.position))
    count++
  }
  kept.name('memory').byte(MEMORY_KIND).u32(0)
  return new ByteWriter(section.length + 16).u32(count).raw(kept.toBytes()).toBytes()
}
