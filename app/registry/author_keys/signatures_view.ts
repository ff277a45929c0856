import db from '@adonisjs/lucid/services/db'
import { findSbom } from '#registry/author_keys/find_sbom'
import { listSignatures } from '#registry/signing/list_signatures'

/** Who signed a version, and whether it says what it is made of, for its page. */
export async function signaturesView(versionId: string) {
  const [signatures, sbom] = await Promise.all([listSignatures(db, [versionId]), findSbom(db, versionId)])
  return {
    signatures: signatures.map(({ kind, owner, public_key: publicKey, revoked_at: revokedAt }) => ({
      kind,
      owner,
      publicKey,
      isRevoked: revokedAt !== null,
    })),
    sbom: sbom ? (sbom.signature ? 'signed' : 'unsigned') : null,
  }
}
