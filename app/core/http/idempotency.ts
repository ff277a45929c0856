import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { sqlRows, sqlRun, type SqlClient } from '#core/database/sql'
import { Exception } from '@adonisjs/core/exceptions'

/** A request that holds its key: `rememberAnswer` ties the answer to the transaction that did the work. */
export type IdempotencyClaim = { scope: string; key: string; isAnswered: boolean }
export type StoredAnswer = { status: number; body: unknown }

/** A process that died holding a key gives it up after this long. */
const ABANDONED_AFTER_SECONDS = 30

/**
 * The claim need not be on disk before the work begins: the work's own commit, which comes later in the log, takes it
 * along. Sparing the wait here is felt under load.
 */
const LAZY_COMMIT = `(select set_config('synchronous_commit', 'off', true)) as lazy`

export class IdempotencyKeyReused extends Exception {
  static status = 422
  static code = 'E_IDEMPOTENCY_KEY_REUSED'
  static message = 'This Idempotency-Key was used with a different request'
  details = [{ field: 'Idempotency-Key', message: IdempotencyKeyReused.message, rule: 'idempotency' }]
}

export class IdempotentRequestInProgress extends Exception {
  static status = 409
  static code = 'E_IDEMPOTENT_REQUEST_IN_PROGRESS'
  static message = 'The first request with this Idempotency-Key is still being worked on'
  retryAfter = 1
}

export class InvalidIdempotencyKey extends Exception {
  static status = 422
  static code = 'E_INVALID_IDEMPOTENCY_KEY'
  static message = 'Idempotency-Key must be 8 to 200 visible ASCII characters'
  details = [{ field: 'Idempotency-Key', message: InvalidIdempotencyKey.message, rule: 'idempotency' }]
}

export class AnswerForgotten extends Exception {
  static status = 409
  static code = 'E_IDEMPOTENT_ANSWER_FORGOTTEN'
  static message = 'The request with this Idempotency-Key was done, its answer can no longer be read'
}

/** Takes the key for this request, or answers what an equal earlier request was answered. */
export async function claimKey(scope: string, key: string, requestHash: string): Promise<IdempotencyClaim | StoredAnswer> {
  const isOurs = await sqlRun(
    db,
    `insert into idempotency_keys as k (scope, key, request_hash) select ?, ?, ? from ${LAZY_COMMIT}
     on conflict (scope, key) do update set created_at = now()
     where k.status is null and k.request_hash = excluded.request_hash
       and k.created_at < now() - make_interval(secs => ?)`,
    [scope, key, requestHash, ABANDONED_AFTER_SECONDS]
  )
  if (isOurs) return { scope, key, isAnswered: false }
  return storedAnswer(scope, key, requestHash)
}

/**
 * Stores the answer in the transaction that did the work: after a crash the retry finds both or neither.
 * For actions that move money; other answers are stored by the middleware after the response.
 */
export async function rememberAnswer(client: SqlClient, claim: IdempotencyClaim, { status, body }: StoredAnswer): Promise<void> {
  await sqlRun(client, 'update idempotency_keys set status = ?, response = ?::jsonb where scope = ? and key = ?', [
    status,
    JSON.stringify(sealed(body ?? null, claim)),
    claim.scope,
    claim.key,
  ])
  claim.isAnswered = true
}

/** Gives the key back after a refusal that wrote nothing, so that the corrected request may use it. */
export async function releaseKey({ scope, key }: IdempotencyClaim): Promise<void> {
  await sqlRun(db, 'delete from idempotency_keys where scope = ? and key = ? and status is null', [scope, key])
}

async function storedAnswer(scope: string, key: string, requestHash: string): Promise<StoredAnswer> {
  const [stored] = await sqlRows<{ request_hash: string; status: number | null; response: unknown }>(
    db,
    'select request_hash, status, response from idempotency_keys where scope = ? and key = ?',
    [scope, key]
  )
  if (stored && stored.request_hash !== requestHash) throw new IdempotencyKeyReused()
  if (!stored || stored.status === null) throw new IdempotentRequestInProgress()
  return { status: stored.status, body: opened(stored.response, { scope, key }) }
}

type Place = Pick<IdempotencyClaim, 'scope' | 'key'>

/** Answers hold tokens that are shown once and kept as hashes: a copy of the database must not hold them here. */
const sealed = (body: unknown, place: Place) => ({ sealed: encryption.encrypt(JSON.stringify(body), { purpose: purposeOf(place) }) })

function opened(response: unknown, place: Place): unknown {
  const { sealed: text } = (response ?? {}) as { sealed?: string }
  // Kept by a version that did not seal.
  if (text === undefined) return response
  const body = encryption.decrypt<string>(text, purposeOf(place))
  // Sealed under a key that is gone: what was answered nobody knows, but it was done.
  if (body === null) throw new AnswerForgotten()
  return JSON.parse(body)
}

const purposeOf = ({ scope, key }: Place) => `idempotency ${scope} ${key}`
