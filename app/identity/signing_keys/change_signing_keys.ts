import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { LiveBus } from '#core/live/live_bus'
import { Vault } from '#core/vault/vault'
import { Clock } from '#core/clock'
import { sqlRows, sqlRun } from '#core/database/sql'
import { systemActor, type Actor } from '#core/actor'
import { NextKeyTooYoung, SharedKeyRotation } from '#identity/signing_keys/exceptions'
import { currentSharedKid, newKeyPair, type NewKeyPair } from '#identity/signing_keys/key_material'
import { JWKS_MAX_AGE_SECONDS, SIGNING_KEYS_CHANNEL, vaultPlaceOf } from '#identity/signing_keys/signing_key'
import { ACCESS_TOKEN_SECONDS } from '#identity/tokens/access_claims'
import type { Algorithm, SigningKeyRow } from '#identity/signing_keys/signing_key'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type RotationInput = {
  actor: Actor
  /** The old key verifies nothing from now on: every access token ends, clients refresh. */
  revoke?: boolean
  /** Do not wait until every verifier had time to fetch the next key. */
  force?: boolean
}
export type Rotation = { kid: string; alg: Algorithm; retired: string | null }

/** Long enough for the last token signed by a key, and for a verifier that has just fetched the keys. */
const OVERLAP_SECONDS = Math.max(ACCESS_TOKEN_SECONDS, JWKS_MAX_AGE_SECONDS) + 60

/** Changes which key signs. One change at a time over all processes; the others hear of it at once. */
@inject()
export class ChangeSigningKeys {
  constructor(
    private readonly vault: Vault,
    private readonly audit: Audit,
    private readonly bus: LiveBus
  ) {}

  /** Makes a key of this algorithm the one that signs, unless one is already: at first use and when the setting changes. */
  async establish(alg: Algorithm): Promise<void> {
    const pairs = alg === 'HS256' ? [] : [await newKeyPair(alg), await newKeyPair(alg)]
    const isChanged = await db.transaction(async (trx) => {
      const { active, next } = await this.#lock(trx)
      if (active && signsAs(active, alg)) return false
      if (next) await sqlRun(trx, 'delete from token_signing_keys where id = ?', [next.id])
      if (active) await this.#retire(trx, active, OVERLAP_SECONDS)
      const [first, second] = pairs
      if (second) await this.#insert(trx, second, 'next')
      const kid = first ? await this.#insert(trx, first, 'active') : await this.#activateShared(trx)
      const change = { active, kid, alg }
      await this.#record(trx, { ...change, actor: systemActor('signing keys'), action: 'identity.signing_key_established' })
      return true
    })
    if (isChanged) await this.#tell()
  }

  /** The next key signs from now on, another is published for the time after. Throws `SharedKeyRotation`, `NextKeyTooYoung` (409). */
  async rotate(alg: Algorithm, { actor, revoke = false, force = false }: RotationInput): Promise<Rotation> {
    if (alg === 'HS256') throw new SharedKeyRotation()
    await this.establish(alg)
    const pair = await newKeyPair(alg)
    const rotation = await db.transaction(async (trx) => {
      const { active, next } = await this.#lock(trx)
      if (!active || !next || !signsAs(active, alg)) throw new NextKeyTooYoung(1)
      const wait = JWKS_MAX_AGE_SECONDS - (Clock.now().toMillis() - next.created_at.getTime()) / 1000
      if (wait > 0 && !force && !revoke) throw new NextKeyTooYoung(Math.ceil(wait))
      await this.#retire(trx, active, revoke ? 0 : OVERLAP_SECONDS)
      await sqlRun(trx, `update token_signing_keys set state = 'active', activated_at = ? where id = ?`, [now(), next.id])
      await this.#insert(trx, pair, 'next')
      const action = revoke ? 'identity.signing_key_revoked' : 'identity.signing_key_rotated'
      await this.#record(trx, { active, kid: next.kid, alg, actor, action })
      return { kid: next.kid, alg, retired: active.kid }
    })
    await this.#tell()
    return rotation
  }

  async #lock(trx: TransactionClientContract) {
    await sqlRows(trx, `select pg_advisory_xact_lock(hashtext('identity.token_signing_keys'))`)
    const rows = await sqlRows<SigningKeyRow>(trx, `select * from token_signing_keys where state in ('active', 'next')`)
    return { active: rows.find(({ state }) => state === 'active'), next: rows.find(({ state }) => state === 'next') }
  }

  /** Its private half is needed no more, so it is kept no longer. */
  #retire(trx: TransactionClientContract, { id }: SigningKeyRow, overlapSeconds: number) {
    const expiresAt = Clock.now().plus({ seconds: overlapSeconds }).toJSDate()
    return sqlRun(
      trx,
      `update token_signing_keys set state = 'retired', retired_at = ?, expires_at = ?, ciphertext = null, key_id = null where id = ?`,
      [now(), expiresAt, id]
    )
  }

  async #insert(trx: TransactionClientContract, { kid, alg, publicJwk, privatePem }: NewKeyPair, state: 'next' | 'active') {
    const { ciphertext, keyId } = this.vault.seal({ ...vaultPlaceOf(kid), plaintext: privatePem })
    const times = { created_at: now(), activated_at: state === 'active' ? now() : null }
    const sealed = { public_jwk: JSON.stringify(publicJwk), ciphertext, key_id: keyId }
    await trx.table('token_signing_keys').insert({ id: newId(), kid, alg, state, ...sealed, ...times })
    return kid
  }

  async #activateShared(trx: TransactionClientContract) {
    const kid = currentSharedKid()
    await sqlRun(
      trx,
      `insert into token_signing_keys (id, kid, alg, state, created_at, activated_at) values (?, ?, 'HS256', 'active', ?, ?)
       on conflict (kid) do update set state = 'active', activated_at = excluded.activated_at, retired_at = null, expires_at = null`,
      [newId(), kid, now(), now()]
    )
    return kid
  }

  #record(trx: TransactionClientContract, change: { active?: SigningKeyRow; kid: string; alg: Algorithm; actor: Actor; action: string }) {
    const { active, kid, alg, actor, action } = change
    const before = active ? { kid: active.kid, alg: active.alg } : null
    return this.audit.record(trx, { actor, action, target: { type: 'signing_key', id: kid }, tenantId: null, before, after: { kid, alg } })
  }

  /** A lost nudge loses nothing: who meets an unknown key looks for it. */
  async #tell() {
    await this.bus.publish(SIGNING_KEYS_CHANNEL).catch(() => {})
  }
}

const now = () => Clock.now().toJSDate()

/** Whether this key is the one that signs by the algorithm; a shared one only while it is that of the environment. */
export const signsAs = (key: Pick<SigningKeyRow, 'alg' | 'kid'>, alg: Algorithm): boolean =>
  key.alg === alg && (alg !== 'HS256' || key.kid === currentSharedKid())
