import { ByteReader } from '#runtime/gate/byte_reader'
import { formatOf } from '#runtime/gate/artifact_format'
import { GateRefusal } from '#runtime/gate/gate_refusal'

const SECTION = 'rialto:manifest'
const HEADER_BYTES = 8

/**
 * The manifest a module carries in a custom section, as text, or null. Walks over section heads only: nothing is
 * compiled here, and a module that cannot be walked has none (the gate refuses it by itself).
 */
export function findEmbeddedManifest(bytes: Uint8Array): string | null {
  if (formatOf(bytes) !== 'wasm') return null
  try {
    const reader = new ByteReader(bytes, HEADER_BYTES)
    while (!reader.isAtEnd) {
      const id = reader.byte()
      const section = reader.sub(reader.u32())
      if (id === 0 && section.name() === SECTION) return Buffer.from(section.take(section.end - section.position)).toString('utf8')
    }
  } catch (error) {
    if (!(error instanceof GateRefusal)) throw error
  }
  return null
}
