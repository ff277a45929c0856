import { createHash } from 'node:crypto'
import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { BlobStore } from '#registry/blobs/blob_store'
import { isSignedBy } from '#registry/signing/ed25519'
import { findRelease } from '#registry/queries/find_release'
import { listSignatures, type SignatureRow } from '#registry/signing/list_signatures'
import { signedStatement } from '#registry/signing/signed_statement'
import type { SignatureKind } from '#registry/signing/platform_keys'

export type CheckedSignature = {
  kind: SignatureKind
  owner: string
  keyId: string
  publicKey: string
  signedAt: Date
  isValid: boolean
  /** Why it does not count; null where it does. */
  problem: string | null
}

export type VersionVerification = {
  plugin: string
  version: string
  sha256: string
  /** The stored bytes have the sha-256 that was signed. */
  isIntact: boolean
  signatures: CheckedSignature[]
  /** The public log says that these bytes were let out under this name and number. */
  isLogged: boolean
  /** Intact, and signed by the registry and by its author, with keys that count. */
  isSigned: boolean
}

/** Reads a version's bytes and signatures again and checks each. Throws `PluginNotFound`, `VersionNotFound` (404). */
@inject()
export class VerifyVersion {
  constructor(private readonly blobs: BlobStore) {}

  async handle(plugin: string, version?: string): Promise<VersionVerification> {
    const release = await findRelease(plugin, version)
    const { name, version: number, digest: sha256, versionId } = release
    const statement = signedStatement({ name, version: number, sha256 })
    const signatures = (await listSignatures(db, [versionId])).map((row) => check(row, statement))
    const isIntact = await this.#isIntact(sha256)
    const counts = (kind: SignatureKind) => signatures.some((signature) => signature.kind === kind && signature.isValid)
    return {
      plugin: name,
      version: number,
      sha256,
      isIntact,
      signatures,
      isLogged: await isLogged(release),
      isSigned: isIntact && counts('registry') && counts('author'),
    }
  }

  async #isIntact(digest: string): Promise<boolean> {
    const bytes = await this.blobs.read(digest).catch(() => null)
    return bytes !== null && createHash('sha256').update(bytes).digest('hex') === digest
  }
}

/** Also where the entry waits to be sealed. */
async function isLogged({ name, version, digest }: { name: string; version: string; digest: string }): Promise<boolean> {
  const [row] = await sqlRows<{ logged: boolean }>(
    db,
    `select exists (select 1 from log_entries e where e.event like 'version_%' and e.event = 'version_published'
        and e.payload::jsonb->>'plugin' = ? and e.payload::jsonb->>'version' = ? and e.payload::jsonb->>'sha256' = ?) as logged`,
    [name, version, digest]
  )
  return row!.logged
}

function check(row: SignatureRow, statement: string): CheckedSignature {
  const problem = findProblem(row, statement)
  return {
    kind: row.kind,
    owner: row.owner,
    keyId: row.key_id,
    publicKey: row.public_key,
    signedAt: row.signed_at,
    isValid: problem === null,
    problem,
  }
}

function findProblem({ public_key: key, signature, revoked_at: revokedAt }: SignatureRow, statement: string): string | null {
  if (!isSignedBy(key, statement, signature)) return 'The signature is not that of this name, version and sha-256'
  return revokedAt ? 'The key was revoked' : null
}
