import { isSignedBy } from '#registry/signing/ed25519'
import { rotationStatement } from '#registry/signing/signed_statement'
import type { RegistryKey } from './registry.js'

/**
 * The keys that follow one another from `key` on, each signed for by the one before it. What the registry merely says of them does
 * not count, but that one was revoked does: then nothing follows from it.
 */
export function successorsOf(key: string, known: readonly RegistryKey[]): string[] {
  const chain: string[] = []
  const isRevoked = (publicKey: string) => known.some((one) => one.public_key === publicKey && one.revoked_at)
  for (let at = key; !isRevoked(at);) {
    const next = known.find((one) => !chain.includes(one.public_key) && one.public_key !== key && isEndorsed(at, one))
    if (!next) break
    chain.push(next.public_key)
    at = next.public_key
  }
  return chain.filter((publicKey) => !isRevoked(publicKey))
}

const isEndorsed = (by: string, { public_key: key, endorsed_by: endorser, endorsement }: RegistryKey) =>
  endorser === by && endorsement !== null && isSignedBy(by, rotationStatement(by, key), endorsement)
