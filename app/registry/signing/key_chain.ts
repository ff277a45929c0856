import { isSignedBy } from '#registry/signing/ed25519'
import { rotationStatement } from '#registry/signing/signed_statement'

/** A key of a registry, with the word of the one before it. */
export interface EndorsedKey {
  public_key: string
  revoked_at: string | null
  endorsed_by: string | null
  endorsement: string | null
}

/**
 * The keys that follow one another from `key` on, each signed for by the one before it. What the registry merely says of them does
 * not count, but that one was revoked does: then nothing follows from it.
 */
export function successorsOf(key: string, known: readonly EndorsedKey[]): string[] {
  const chain: string[] = []
  for (let at = key; !isRevoked(at, known);) {
    const next = known.find((one) => !chain.includes(one.public_key) && one.public_key !== key && isEndorsed(at, one))
    if (!next) break
    chain.push(next.public_key)
    at = next.public_key
  }
  return chain.filter((publicKey) => !isRevoked(publicKey, known))
}

/** The keys that `key` follows, by their own signatures, the nearest first; none before one that was revoked. */
export function predecessorsOf(key: string, known: readonly EndorsedKey[]): string[] {
  const chain: string[] = []
  for (let at = key; ;) {
    const row = known.find((one) => one.public_key === at)
    const before = row?.endorsed_by
    if (!row || !before || before === key || chain.includes(before) || isRevoked(before, known) || !isEndorsed(before, row)) return chain
    chain.push(before)
    at = before
  }
}

export const isRevoked = (key: string, known: readonly EndorsedKey[]): boolean =>
  known.some((one) => one.public_key === key && one.revoked_at)

const isEndorsed = (by: string, { public_key: key, endorsed_by: endorser, endorsement }: EndorsedKey) =>
  endorser === by && endorsement !== null && isSignedBy(by, rotationStatement(by, key), endorsement)
