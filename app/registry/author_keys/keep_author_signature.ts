import { createHash } from 'node:crypto'
import { Clock } from '#core/clock'
import { sqlRows } from '#core/database/sql'
import { canonicalJson } from '#registry/author_keys/jcs'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import { isSignedBy } from '#registry/signing/ed25519'
import { listActiveKeys, type KeyRow } from '#registry/author_keys/own_keys'
import { signedStatement } from '#registry/signing/signed_statement'
import type { Actor } from '#core/actor'
import type { Release } from '#registry/publishing/release'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type SignedUpload = { actor: Actor; versionId: string; release: Release; digest: string }

export const LONGEST_SBOM = 512 * 1024

/**
 * Checks what the author signed, with the author's own keys, in the transaction that makes the version: a signature that is
 * wrong lets nothing come to be. Throws `InvalidPlugin` (422).
 */
export async function keepAuthorSignature(
  trx: TransactionClientContract,
  { actor, versionId, release, digest }: SignedUpload
): Promise<void> {
  const { signature, sbom, sbomSignature } = release
  if (sbomSignature && !sbom) throw InvalidPlugin.field('sbom', 'There is a signature of an SBOM, but no SBOM', 'required')
  if (!signature && !sbom) return
  const keys = actor.userId ? await listActiveKeys(trx, actor.userId) : []
  if (signature) {
    const [{ name }] = await sqlRows<{ name: string }>(
      trx,
      'select p.name from plugins p join plugin_versions v on v.plugin_id = p.id where v.id = ?',
      [versionId]
    )
    const statement = signedStatement({ name, version: release.version, sha256: digest })
    const key = signerOf(keys, { field: 'signature', message: statement, signature })
    const row = { version_id: versionId, key_id: key.id, kind: 'author', signature, signed_at: Clock.now().toJSDate() }
    await trx.table('version_signatures').insert(row)
  }
  if (sbom) await keepSbom(trx, { versionId, sbom, sbomSignature: sbomSignature ?? null, digest, keys })
}

type SignedSbom = { versionId: string; sbom: unknown; sbomSignature: string | null; digest: string; keys: KeyRow[] }

async function keepSbom(trx: TransactionClientContract, { versionId, sbom, sbomSignature, digest, keys }: SignedSbom) {
  const text = canonicalJson(sbom)
  if (Buffer.byteLength(text) > LONGEST_SBOM) throw InvalidPlugin.field('sbom', `An SBOM may have ${LONGEST_SBOM} bytes at most`, 'max')
  const hash = sbomHash(digest, text)
  const key = sbomSignature ? signerOf(keys, { field: 'sbom_signature', message: hash, signature: sbomSignature }) : null
  await trx.table('version_sboms').insert({
    version_id: versionId,
    sbom: text,
    digest: hash.toString('hex'),
    key_id: key?.id ?? null,
    signature: sbomSignature,
    created_at: Clock.now().toJSDate(),
  })
}

/** What the signature of an SBOM is about: the module's sha-256 in hex, and the SBOM as JCS. Binds the one to the other. */
const sbomHash = (checksum: string, text: string): Buffer => createHash('sha256').update(checksum).update(text).digest()

type Claim = { field: string; message: string | Uint8Array; signature: string }

function signerOf(keys: KeyRow[], { field, message, signature }: Claim): KeyRow {
  const key = keys.find(({ public_key: publicKey }) => isSignedBy(publicKey, message, signature))
  if (!key) throw InvalidPlugin.field(field, 'None of your keys signed this: add the key first, then publish', 'signature')
  return key
}
