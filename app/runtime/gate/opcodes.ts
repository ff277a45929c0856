import { type ByteReader } from './byte_reader.ts'
import { GateRefusal } from './gate_refusal.ts'
import { isReferenceType, isValueType } from './parsed_module.ts'

export const OP = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  selectTyped: 0x1c,
  memoryGrow: 0x40,
  refNull: 0xd0,
  refFunc: 0xd2,
  prefixMisc: 0xfc,
  prefixSimd: 0xfd,
} as const

/** Features that valid modules use and the sandbox does not carry, by the opcode that gives them away. */
const REFUSED_FEATURES = new Map<number, string>([
  ...[0x06, 0x07, 0x08, 0x09, 0x0a, 0x18, 0x19, 0x1f].map((op) => [op, 'exceptions'] as const),
  ...[0x12, 0x13, 0x15].map((op) => [op, 'tail calls'] as const),
  ...[0x14, 0xd3, 0xd4, 0xd5, 0xd6].map((op) => [op, 'typed function references'] as const),
  ...[0xe0, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5].map((op) => [op, 'stack switching'] as const),
  [0xfb, 'garbage collected types'],
  [0xfe, 'threads and atomics'],
])

/** Skips the operands of one instruction and answers the sub-opcode of prefixed ones, how many targets a jump table has, -1 for all others. Unknown is refused. */
export function skipOperands(reader: ByteReader, opcode: number): number {
  if (opcode >= 0x45 && opcode <= 0xc4) return -1
  if (opcode >= 0x28 && opcode <= 0x3e) return skipMemoryArgument(reader)
  if (opcode >= 0x20 && opcode <= 0x26) return skipIndices(reader, 1)
  switch (opcode) {
    case OP.unreachable:
    case 0x01:
    case OP.else:
    case OP.end:
    case OP.return:
    case 0x1a:
    case 0x1b:
    case 0xd1:
      return -1
    case OP.block:
    case OP.loop:
    case OP.if:
      reader.skipSigned(5)
      return -1
    case OP.br:
    case OP.brIf:
    case OP.call:
    case OP.refFunc:
      return skipIndices(reader, 1)
    case OP.callIndirect:
      return skipIndices(reader, 2)
    case OP.brTable:
      return skipBranchTable(reader)
    case OP.selectTyped:
      return skipTypes(reader)
    default:
      return skipRareOperands(reader, opcode)
  }
}

function skipRareOperands(reader: ByteReader, opcode: number): number {
  switch (opcode) {
    case 0x3f:
    case OP.memoryGrow:
      if (reader.byte() !== 0) throw new GateRefusal('several_memories')
      return -1
    case 0x41:
      reader.skipSigned(5)
      return -1
    case 0x42:
      reader.skipSigned(10)
      return -1
    case 0x43:
      reader.skip(4)
      return -1
    case 0x44:
      reader.skip(8)
      return -1
    case OP.refNull:
      if (!isReferenceType(reader.byte())) throw refusedFeature(0x14)
      return -1
    case OP.prefixMisc:
      return skipMisc(reader)
    case OP.prefixSimd:
      return skipSimd(reader)
    default:
      throw refusedFeature(opcode)
  }
}

/** Alignments with bit 6 set name another memory: only memory 0 exists here. */
function skipMemoryArgument(reader: ByteReader): number {
  if (reader.u32() >= 0x40) throw new GateRefusal('several_memories')
  reader.u32()
  return -1
}

function skipIndices(reader: ByteReader, count: number): number {
  for (let i = 0; i < count; i++) reader.u32()
  return -1
}

function skipBranchTable(reader: ByteReader): number {
  const targets = reader.u32()
  skipIndices(reader, targets + 1)
  return targets
}

function skipTypes(reader: ByteReader): number {
  const count = reader.u32()
  for (let i = 0; i < count; i++) {
    if (!isValueType(reader.byte())) throw refusedFeature(0x14)
  }
  return -1
}

const MISC_INDICES = new Map([
  [8, 2],
  [9, 1],
  [10, 2],
  [11, 1],
  [12, 2],
  [13, 1],
  [14, 2],
  [15, 1],
  [16, 1],
  [17, 1],
])

function skipMisc(reader: ByteReader): number {
  const sub = reader.u32()
  if (sub <= 7) return sub
  const indices = MISC_INDICES.get(sub)
  if (indices === undefined) {
    throw new GateRefusal('instruction_unknown', { opcode: `0xfc ${sub}` })
  }
  skipIndices(reader, indices)
  return sub
}

function skipSimd(reader: ByteReader): number {
  const sub = reader.u32()
  if (sub <= 11 || sub === 92 || sub === 93) {
    skipMemoryArgument(reader)
  } else if (sub === 12 || sub === 13) {
    reader.skip(16)
  } else if (sub >= 21 && sub <= 34) {
    reader.skip(1)
  } else if (sub >= 84 && sub <= 91) {
    skipMemoryArgument(reader)
    reader.skip(1)
  } else if (sub >= 0x100) {
    throw new GateRefusal('relaxed_simd')
  }
  return sub
}

function refusedFeature(opcode: number): GateRefusal {
  const feature = REFUSED_FEATURES.get(opcode)
  if (feature) return new GateRefusal('feature_refused', { feature })
  return new GateRefusal('instruction_unknown', { opcode: `0x${opcode.toString(16)}` })
}
