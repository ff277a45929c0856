import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { sqlRun } from '#core/database/sql'
import { Unauthenticated } from '#core/http/exceptions'
import { assertNotEnded } from '#identity/sign_in/assert_not_ended'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import { ensurePublisher } from '#registry/publishing/ensure_publisher'
import { isOurChallenge } from '#registry/author_keys/key_challenge'
import { isSignedBy } from '#registry/signing/ed25519'
import { KeyEnded, KeyKnown, TooManyKeys } from '#registry/author_keys/exceptions'
import { listActiveKeys, lockOwnKey } from '#registry/author_keys/own_keys'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** `proof`: the challenge, signed with the private half. */
export type NewKey = { name: string; public_key: string; challenge: string; proof: string }
type Change = { actor: Actor; keyId: string }

const MOST_KEYS = 10

/** A person's keys that sign versions. The public log hears of each that is added or revoked. */
@inject()
export class ChangeAuthorKeys {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async add({ actor, key }: { actor: Actor; key: NewKey }): Promise<string> {
    const userId = assertPossession(actor, key)
    return db.transaction(async (trx) => {
      await assertNotEnded(trx, actor)
      const id = await this.#keep(trx, { actor, key, replaces: null })
      if ((await listActiveKeys(trx, userId)).length > MOST_KEYS) throw new TooManyKeys()
      return id
    })
  }

  /** The new key takes the old one's place; what the old one signed goes on counting. */
  async rotate({ actor, keyId, key }: Change & { key: NewKey }): Promise<string> {
    const userId = assertPossession(actor, key)
    return db.transaction(async (trx) => {
      await assertNotEnded(trx, actor)
      const { status } = await lockOwnKey(trx, userId, keyId)
      if (status !== 'active') throw new KeyEnded()
      return this.#keep(trx, { actor, key, replaces: keyId })
    })
  }

  /** What it signed counts no more, whenever that was: who stole it could have dated it back. */
  async revoke({ actor, keyId, reason }: Change & { reason: string }): Promise<void> {
    await db.transaction(async (trx) => {
      const { id, name, status } = await lockOwnKey(trx, userOf(actor), keyId)
      if (status === 'revoked') return
      await trx.from('signing_keys').where('id', id).update({ revoked_at: Clock.now().toJSDate(), revoked_reason: reason })
      const target = { type: 'signing_key', id, label: name }
      await this.audit.record(trx, { actor, action: 'registry.author_key_revoked', target, reason })
      await this.outbox.record(trx, { name: 'registry.author_key_revoked.v1', aggregateId: id, payload: { user_id: userOf(actor) } })
    })
  }

  async #keep(trx: TransactionClientContract, { actor, key, replaces }: { actor: Actor; key: NewKey; replaces: string | null }) {
    const publisherId = await ensurePublisher(trx, actor)
    // Of several at once none goes beyond the limit.
    await trx.rawQuery('select 1 from publishers where id = ? for update', [publisherId])
    const id = newId()
    const kept = await sqlRun(
      trx,
      `insert into signing_keys (id, owner_kind, publisher_id, algorithm, public_key, name, added_by, replaces_id, created_at)
       values (?, 'publisher', ?, 'ed25519', ?, ?, ?, ?, ?) on conflict do nothing`,
      [id, publisherId, key.public_key, key.name, actor.userId, replaces, Clock.now().toJSDate()]
    )
    if (!kept) throw new KeyKnown()
    const target = { type: 'signing_key', id, label: key.name }
    const after = { public_key: key.public_key, replaces }
    await this.audit.record(trx, { actor, action: replaces ? 'registry.author_key_rotated' : 'registry.author_key_added', target, after })
    await this.outbox.record(trx, { name: 'registry.author_key_added.v1', aggregateId: id, payload: { user_id: userOf(actor) } })
    return id
  }
}

function userOf({ userId }: Actor): string {
  if (!userId) throw new Unauthenticated()
  return userId
}

/** Throws `InvalidPlugin` (422) for a challenge that is not ours, or a signature that is not the key's. */
function assertPossession(actor: Actor, { challenge, proof, public_key: key }: NewKey): string {
  const userId = userOf(actor)
  const raw = Buffer.from(key, 'base64')
  if (raw.length !== 32 || raw.toString('base64') !== key) {
    throw InvalidPlugin.field('public_key', 'An Ed25519 key has 32 bytes, in base64', 'key')
  }
  if (!isOurChallenge(challenge, userId)) {
    throw InvalidPlugin.field('challenge', 'Ask for a new challenge: this one has expired', 'challenge')
  }
  if (!signs(key, challenge, proof)) throw InvalidPlugin.field('proof', 'This is not the signature of the challenge by this key', 'proof')
  return userId
}

/** Some 32 bytes are no point of the curve. */
function signs(key: string, message: string, signature: string): boolean {
  try {
    return isSignedBy(key, message, signature)
  } catch {
    return false
  }
}
