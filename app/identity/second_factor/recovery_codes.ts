import { createHash, randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { sqlRows, sqlRun, type SqlClient } from '#core/database/sql'
import { spelledCode } from '#identity/second_factor/spelled_code'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

const CODES = 10
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
const LENGTH = 16

/** New codes instead of all before; what is answered is shown once, only hashes are kept. */
export async function issueRecoveryCodes(trx: TransactionClientContract, userId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, newCode)
  await sqlRun(trx, 'delete from recovery_codes where user_id = ?', [userId])
  await trx.table('recovery_codes').multiInsert(codes.map((code) => ({ id: newId(), user_id: userId, hash: hashOf(userId, code) })))
  return codes
}

/** Uses a code up, once: of parallel uses one wins. */
export async function useRecoveryCode(client: SqlClient, userId: string, code: string): Promise<boolean> {
  const used = await sqlRun(client, 'update recovery_codes set used_at = now() where user_id = ? and hash = ? and used_at is null', [
    userId,
    hashOf(userId, code),
  ])
  return used === 1
}

export async function countRecoveryCodes(userId: string, client: SqlClient = db): Promise<number> {
  const [row] = await sqlRows<{ left: number }>(
    client,
    'select count(*)::int as left from recovery_codes where user_id = ? and used_at is null',
    [userId]
  )
  return row!.left
}

/** In groups of four, as people read them. */
function newCode(): string {
  const letters = [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte & 31]).join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}

/** 80 random bits: a fast hash hides them. The user's id keeps equal codes of two people apart. */
const hashOf = (userId: string, code: string) =>
  createHash('sha256')
    .update(`recovery:${userId}:${spelledCode(code)?.code ?? ''}`)
    .digest('base64url')
