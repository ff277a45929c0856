import { createHash, hkdfSync } from 'node:crypto'
import { VaultKeyMissing } from '#core/vault/exceptions'

const MIN_LENGTH = 32
const ID_BYTES = 6

export interface MasterKey {
  /** Tells keys apart and says nothing about them; stored with each ciphertext. */
  id: string
  /** 32 bytes from which the key of each ciphertext is derived. */
  bytes: Buffer
}

/** The key that seals, and those before it that still open. */
export class KeyRing {
  readonly #keys = new Map<string, MasterKey>()

  constructor(
    readonly current: MasterKey,
    previous: readonly MasterKey[] = []
  ) {
    for (const key of [current, ...previous]) this.#keys.set(key.id, key)
  }

  get ids(): string[] {
    return [...this.#keys.keys()]
  }

  /** Throws `VaultKeyMissing`. */
  find(id: string): MasterKey {
    const key = this.#keys.get(id)
    if (!key) throw new VaultKeyMissing(id)
    return key
  }
}

/** Reads `VAULT_KEY` and `VAULT_PREVIOUS_KEYS` (by comma). Throws on a key of fewer than 32 characters. */
export function parseKeyRing(current: string, previous = ''): KeyRing {
  const older = previous
    .split(',')
    .map((text) => text.trim())
    .filter(Boolean)
  return new KeyRing(
    masterKey(current, 'VAULT_KEY'),
    older.map((text) => masterKey(text, 'VAULT_PREVIOUS_KEYS'))
  )
}

function masterKey(text: string, variable: string): MasterKey {
  if (text.length < MIN_LENGTH) throw new Error(`${variable}: a key has at least ${MIN_LENGTH} characters`)
  const bytes = Buffer.from(hkdfSync('sha256', text, '', 'rialto.vault.master.v1', 32))
  const id = createHash('sha256').update('rialto.vault.id.v1').update(bytes).digest('hex')
  return { id: id.slice(0, ID_BYTES * 2), bytes }
}
