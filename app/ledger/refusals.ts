import * as refusals from '#ledger/exceptions'
import type { Exception } from '@adonisjs/core/exceptions'

type Refusal = new (message?: string, options?: ErrorOptions) => Exception
type SqlError = { code?: string; constraint?: string; detail?: string }

/** SQLSTATEs raised by the ledger's functions (class RL), and those of PostgreSQL that mean the same. */
const BY_STATE: Record<string, Refusal> = {
  'RL001': refusals.LedgerUnbalanced,
  'RL002': refusals.LedgerInsufficient,
  'RL003': refusals.LedgerKeyReused,
  'RL004': refusals.LedgerBusy,
  'RL005': refusals.LedgerInvalid,
  'RL006': refusals.LedgerAppendOnly,
  'RL007': refusals.LedgerAlreadyReversed,
  'RL008': refusals.LedgerHoldNotOpen,
  'RL009': refusals.LedgerAccountClosed,
  'RL010': refusals.LedgerNotFound,
  '40P01': refusals.LedgerBusy,
  '40001': refusals.LedgerBusy,
  '55P03': refusals.LedgerBusy,
  '22003': refusals.LedgerInvalid,
  '22P02': refusals.LedgerInvalid,
  '23502': refusals.LedgerInvalid,
  '23514': refusals.LedgerInvalid,
}

const BY_CONSTRAINT: Record<string, Refusal> = {
  ledger_accounts_floor: refusals.LedgerInsufficient,
  ledger_transactions_reverses_id_key: refusals.LedgerAlreadyReversed,
  ledger_transactions_pkey: refusals.LedgerKeyReused,
  ledger_holds_pkey: refusals.LedgerKeyReused,
  ledger_idempotency_keys_once: refusals.LedgerBusy,
}

/** Turns what PostgreSQL refused into a named exception; anything else passes through unchanged. */
export function namedRefusal(error: unknown): unknown {
  const { code = '', constraint = '', detail } = (error ?? {}) as SqlError
  const refusal = BY_CONSTRAINT[constraint] ?? BY_STATE[code]
  if (!refusal) return error
  return Object.assign(new refusal(undefined, { cause: error }), { facts: parseFacts(code, detail) })
}

/** RL002 says which account lacked how much; logged with the error, never sent to a client. */
const parseFacts = (code: string, detail?: string): unknown => (code === 'RL002' && detail ? JSON.parse(detail) : undefined)
