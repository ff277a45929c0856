import { createHash } from 'node:crypto'
import { Clock } from '#core/clock'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import { canonicalJson } from '#registry/author_keys/jcs'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import { isSignedBy } from '#registry/signing/ed25519'
import { listActiveKeys, type KeyRow } from '#registry/author_keys/own_keys'
import { signedStatement } from '#registry/signing/signed_statement'
import type { Actor } from '#core/actor'
import type { Release } from '#registry/publishing/release'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type SignedUpload = { actor: Actor; release: Release; digest: string }
type Signers = { author: string | null; sbom: { text: string; hash: Buffer; signer: string | null } | null }

const LONGEST_SBOM = 512 * 1024

/**
 * Which of the author's own keys signed the upload and its SBOM. Asked before anything is stored, and again in the
 * transaction that makes the version. Throws `InvalidPlugin` (422) for a signature that none of them made.
 */
export async function findSigners(client: SqlClient, { actor, release, digest }: SignedUpload): Promise<Signers> {
  const { signature, sbom, sbomSignature } = release
  if (sbomSignature && !sbom) throw InvalidPlugin.field('sbom', 'There is a signature of an SBOM, but no SBOM', 'required')
  if (!signature && !sbom) return { author: null, sbom: null }
  const keys = actor.userId ? await listActiveKeys(client, actor.userId) : []
  const message = signature ? await statementOf(client, release, digest) : ''
  return {
    author: signature ? signerOf(keys, { field: 'signature', message, signature }) : null,
    sbom: sbom ? sbomSigner(keys, { sbom, signature: sbomSignature ?? null, digest }) : null,
  }
}

/** Keeps what the author signed beside the version. */
export async function keepAuthorSignature(
  trx: TransactionClientContract,
  { versionId, ...upload }: SignedUpload & { versionId: string }
): Promise<void> {
  const { author, sbom } = await findSigners(trx, upload)
  const now = Clock.now().toJSDate()
  if (author) {
    const row = { version_id: versionId, key_id: author, kind: 'author', signature: upload.release.signature, signed_at: now }
    await trx.table('version_signatures').insert(row)
  }
  if (!sbom) return
  const signature = sbom.signer && upload.release.sbomSignature
  const row = { version_id: versionId, sbom: sbom.text, digest: sbom.hash.toString('hex'), key_id: sbom.signer, signature }
  await trx.table('version_sboms').insert({ ...row, created_at: now })
}

/** With the name as the plugin was registered, which is what everybody checks against. */
async function statementOf(client: SqlClient, { name, version }: Release, sha256: string): Promise<string> {
  const [known] = await sqlRows<{ name: string }>(client, 'select name from plugins where canon_name = ?', [canonicalName(name)])
  return signedStatement({ name: known?.name ?? name, version, sha256 })
}

/** Signed is the module's sha-256 in hex and the SBOM as JCS, hashed together: that binds the one to the other. */
function sbomSigner(keys: KeyRow[], { sbom, signature, digest }: { sbom: unknown; signature: string | null; digest: string }) {
  const text = canonicalJson(sbom)
  if (Buffer.byteLength(text) > LONGEST_SBOM) throw InvalidPlugin.field('sbom', `An SBOM may have ${LONGEST_SBOM} bytes at most`, 'max')
  const hash = createHash('sha256').update(digest).update(text).digest()
  return { text, hash, signer: signature ? signerOf(keys, { field: 'sbom_signature', message: hash, signature }) : null }
}

type Claim = { field: string; message: string | Uint8Array; signature: string }

function signerOf(keys: KeyRow[], { field, message, signature }: Claim): string {
  const key = keys.find(({ public_key: publicKey }) => isSignedBy(publicKey, message, signature))
  if (!key) throw InvalidPlugin.field(field, 'None of your keys signed this: add the key first, then publish', 'signature')
  return key.id
}
