import { createHash, randomBytes } from 'node:crypto'

/** How every token of a program begins, so that people and secret scanners know one when they see it. */
export const TOKEN_PREFIX = 'rlt_'

const SECRET_BYTES = 32
const SHOWN_LENGTH = TOKEN_PREFIX.length + 6

export type NewSecret = { secret: string; prefix: string; hash: string }

/** A new token: shown once, kept as its hash. The bytes are random, so a fast hash without salt hides them. */
export function newTokenSecret(): NewSecret {
  const secret = TOKEN_PREFIX + randomBytes(SECRET_BYTES).toString('base64url')
  return { secret, prefix: secret.slice(0, SHOWN_LENGTH), hash: hashTokenSecret(secret) }
}

export const hashTokenSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')
