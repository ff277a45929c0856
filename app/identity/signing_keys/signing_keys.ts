import db from '@adonisjs/lucid/services/db'
import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto'
import { type LiveBus } from '#core/live/live_bus'
import { type Settings } from '#core/settings/settings'
import { type Vault } from '#core/vault/vault'
import { sqlRows } from '#core/database/sql'
import { tokenAlgorithm } from '#identity/signing_keys/settings'
import { type ChangeSigningKeys, signsAs } from '#identity/signing_keys/change_signing_keys'
import { sharedSecrets } from '#identity/signing_keys/key_material'
import { SIGNING_KEYS_CHANNEL, vaultPlaceOf, type Algorithm, type PublicJwk, type SigningKeyRow } from '#identity/signing_keys/signing_key'

export type UsableKey = { kid: string; alg: Algorithm; key: KeyObject; expiresAt: number }
type PublishedKey = PublicJwk & { kid: string; alg: string; use: 'sig' }
type Ring = { active: UsableKey | null; verifying: Map<string, UsableKey>; published: PublishedKey[] }

/** Tokens under unknown key ids cost at most this: one look into the database per second and process. */
const LOOK_AGAIN_MS = 1_000

/** The keys of access tokens, imported once per process until one changes. */
export class SigningKeys {
  #ring: Promise<Ring> | null = null
  #loadedAt = 0
  #onChange: (() => void)[] = []

  constructor(private readonly parts: { settings: Settings; vault: Vault; bus: LiveBus; changes: ChangeSigningKeys }) {
    const forget = () => this.forget()
    // What was read before the subscription stood may have changed unheard.
    parts.bus.subscribe(SIGNING_KEYS_CHANNEL, forget).then(forget, () => {})
    parts.bus.onReconnect(forget)
  }

  /** The key that signs now, of the algorithm the settings name; made where there is none yet. */
  async signing(): Promise<UsableKey> {
    const alg = await this.parts.settings.get(tokenAlgorithm)
    const { active } = await this.#current()
    if (active && signsAs(active, alg)) return active
    await this.parts.changes.establish(alg)
    this.forget()
    const established = (await this.#current()).active
    if (!established) throw new Error('No key signs access tokens')
    return established
  }

  /** The key a token names, while what it signed may still be good. */
  async find(kid: string): Promise<UsableKey | null> {
    const known = (await this.#current()).verifying.get(kid)
    const found = known ?? (await this.#lookAgain(kid))
    return found && found.expiresAt > Date.now() ? found : null
  }

  /** The public keys others verify our tokens by, the one that signs first. None while a shared secret signs. */
  async published(): Promise<PublishedKey[]> {
    await this.signing()
    return (await this.#current()).published
  }

  forget() {
    this.#ring = null
    for (const callback of this.#onChange) callback()
  }

  /** For who remembers what a key has verified. */
  onChange(callback: () => void) {
    this.#onChange.push(callback)
  }

  /** The nudge about a new key may still be on its way. */
  async #lookAgain(kid: string): Promise<UsableKey | undefined> {
    if (Date.now() - this.#loadedAt < LOOK_AGAIN_MS) return undefined
    this.#ring = null
    return (await this.#current()).verifying.get(kid)
  }

  async #current(): Promise<Ring> {
    this.#ring ??= this.#load()
    return this.#ring.catch((error: unknown) => {
      this.#ring = null
      throw error
    })
  }

  async #load(): Promise<Ring> {
    this.#loadedAt = Date.now()
    const rows = await sqlRows<SigningKeyRow>(
      db,
      `select * from token_signing_keys where expires_at is null or expires_at > now() order by state = 'active' desc, created_at desc`
    )
    const secrets = sharedSecrets()
    const usable = rows.map((row) => importKey(row, secrets)).filter((key) => key !== null)
    const active = rows.find(({ state }) => state === 'active')
    return {
      active: active ? this.#withPrivateHalf(active, usable) : null,
      verifying: new Map(usable.map((key) => [key.kid, key])),
      published: rows.flatMap(({ kid, alg, public_jwk: jwk }) => (jwk ? [{ ...jwk, kid, alg, use: 'sig' as const }] : [])),
    }
  }

  #withPrivateHalf({ kid, ciphertext, key_id: keyId }: SigningKeyRow, usable: UsableKey[]): UsableKey | null {
    const verifying = usable.find((key) => key.kid === kid) ?? null
    if (!verifying || !ciphertext || !keyId) return verifying
    const pem = this.parts.vault.open({ ...vaultPlaceOf(kid), sealed: { ciphertext, keyId } })
    return { ...verifying, key: createPrivateKey(pem) }
  }
}

/** Null: a shared secret that is not in this process's environment. */
function importKey({ kid, alg, public_jwk: jwk, expires_at: end }: SigningKeyRow, secrets: Map<string, Uint8Array>): UsableKey | null {
  const expiresAt = end?.getTime() ?? Number.POSITIVE_INFINITY
  if (jwk) return { kid, alg, key: createPublicKey({ key: jwk, format: 'jwk' }), expiresAt }
  const secret = secrets.get(kid)
  return secret ? { kid, alg, key: createSecretKey(secret), expiresAt } : null
}
