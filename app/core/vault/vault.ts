import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { VaultRefused } from '#core/vault/exceptions'
import type { KeyRing, MasterKey } from '#core/vault/key_ring'

/** Whose secret: `tenant:<id>`, `user:<id>` or `platform`. */
export type VaultOwner = `tenant:${string}` | `user:${string}` | 'platform'

export interface SealedSecret {
  ciphertext: Uint8Array
  /** The master key it was sealed with: kept beside the ciphertext. */
  keyId: string
}

interface Place {
  owner: VaultOwner
  /** What it is and where it stands, row included: `plugin_secret:<installation>:<name>`. */
  field: string
}

const VERSION = 1
const SALT_BYTES = 16
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + SALT_BYTES + NONCE_BYTES

/** A tenant's secrets, or with null the platform's. */
export const tenantOwner = (tenantId: string | null): VaultOwner => (tenantId === null ? 'platform' : `tenant:${tenantId}`)

/**
 * Seals short secrets with AES-256-GCM: credentials of tenants and plugins, seeds of second factors.
 * Each ciphertext has a key of its own, derived from the master key and a random salt, so that no number of secrets wears
 * the master key out. Owner and field are authenticated with it: moved to another row or tenant it does not open.
 */
export class Vault {
  constructor(private readonly keys: KeyRing) {}

  get currentKeyId(): string {
    return this.keys.current.id
  }

  /** The keys whose ciphertexts open here. */
  get keyIds(): string[] {
    return this.keys.ids
  }

  seal({ owner, field, plaintext }: Place & { plaintext: string }): SealedSecret {
    const master = this.keys.current
    const head = Buffer.concat([Buffer.from([VERSION]), randomBytes(SALT_BYTES + NONCE_BYTES)])
    const cipher = createCipheriv('aes-256-gcm', keyFor(master, head), nonceOf(head))
    cipher.setAAD(contextOf(master, { owner, field }))
    const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
    return { ciphertext: Buffer.concat([head, body, cipher.getAuthTag()]), keyId: master.id }
  }

  /** Throws `VaultRefused` for anything but the very ciphertext sealed for this owner and field, `VaultKeyMissing` without its key. */
  open({ owner, field, sealed }: Place & { sealed: SealedSecret }): string {
    const master = this.keys.find(sealed.keyId)
    const bytes = Buffer.from(sealed.ciphertext)
    if (bytes.length < HEAD_BYTES + TAG_BYTES || bytes[0] !== VERSION) throw new VaultRefused()
    try {
      const decipher = createDecipheriv('aes-256-gcm', keyFor(master, bytes), nonceOf(bytes), { authTagLength: TAG_BYTES })
      decipher.setAAD(contextOf(master, { owner, field }))
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
      return Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8')
    } catch {
      throw new VaultRefused()
    }
  }
}

const nonceOf = (bytes: Buffer) => bytes.subarray(1 + SALT_BYTES, HEAD_BYTES)

const keyFor = ({ bytes }: MasterKey, head: Buffer) =>
  Buffer.from(hkdfSync('sha256', bytes, head.subarray(1, 1 + SALT_BYTES), 'rialto.vault.secret.v1', 32))

/** JSON keeps the parts apart: no owner and field run into those of another. */
const contextOf = ({ id }: MasterKey, { owner, field }: Place) => Buffer.from(JSON.stringify(['rialto.vault.v1', id, owner, field]))
