import { formatOf } from '#runtime/gate/artifact_format'

/** Bytes that are looked at together. */
const WINDOW = 16
const KEPT = 64
/** Lowest hashes collected before the lowest of them are kept. */
const COLLECTED = 512
const BASE = 0x01000193

/**
 * What a module is known by although it was changed a little: of the hashes of all its windows the lowest (MinHash).
 * Null for what is too small to tell from another.
 */
export function codePrints(artifact: Uint8Array): number[] | null {
  const bytes = formatOf(artifact) === 'wasm' ? artifact : withoutBlanks(artifact)
  const windows = bytes.length - WINDOW + 1
  if (windows < KEPT * 4) return null
  const share = Math.min(1, (COLLECTED * 2) / windows)
  const hashes = lowestHashes(bytes, share * 2 ** 32)
  return hashes.length < KEPT ? null : hashes.slice(0, KEPT).map((hash) => hash | 0)
}

/** How much of two modules is the same, 0 to 1, by the lowest hashes of both together. */
export function resemblance(left: readonly number[], right: readonly number[]): number {
  const [inLeft, inRight] = [new Set(left.map((hash) => hash >>> 0)), new Set(right.map((hash) => hash >>> 0))]
  const lowest = [...inLeft.union(inRight)].sort((a, b) => a - b).slice(0, Math.min(inLeft.size, inRight.size))
  return lowest.filter((hash) => inLeft.has(hash) && inRight.has(hash)).length / Math.max(1, lowest.length)
}

function lowestHashes(bytes: Uint8Array, below: number): number[] {
  const found = new Set<number>()
  let leaving = 1
  for (let i = 0; i < WINDOW; i++) leaving = Math.imul(leaving, BASE)
  let rolling = 0
  for (let i = 0; i < bytes.length; i++) {
    rolling = (Math.imul(rolling, BASE) + bytes[i]! + 1) | 0
    if (i >= WINDOW) rolling = (rolling - Math.imul(leaving, bytes[i - WINDOW]! + 1)) | 0
    if (i < WINDOW - 1) continue
    const hash = mixed(rolling)
    if (hash < below) found.add(hash)
  }
  return [...found].sort((a, b) => a - b)
}

/** The rolling sum is uneven in its low bits: this spreads it. */
function mixed(value: number): number {
  let hash = value ^ (value >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Another layout is the same script. */
const withoutBlanks = (bytes: Uint8Array): Uint8Array => bytes.filter((byte) => byte > 32)
