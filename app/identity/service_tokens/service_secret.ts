import { createHash, randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** How every service token begins, so that people and secret scanners know one when they see it. */
export const SERVICE_TOKEN_PREFIX = 'rls_'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const RANDOM_LENGTH = 43
const CHECKSUM_LENGTH = 6
const SHOWN_LENGTH = SERVICE_TOKEN_PREFIX.length + 6
const FORMAT = new RegExp(`^${SERVICE_TOKEN_PREFIX}[0-9A-Za-z]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}$`)

export type NewServiceSecret = { secret: string; prefix: string; hash: string }

/** 256 random bits and a checksum: shown once, kept as a hash. The bits are random, so a fast hash without salt hides them. */
export function newServiceSecret(): NewServiceSecret {
  const body = SERVICE_TOKEN_PREFIX + Array.from({ length: RANDOM_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  const secret = body + checksumOf(body)
  return { secret, prefix: secret.slice(0, SHOWN_LENGTH), hash: hashServiceSecret(secret) }
}

/** Whether it was ever one of ours: what was mistyped or guessed costs no look into the database, and no scanner a false alarm. */
export const isServiceSecret = (text: string): boolean =>
  FORMAT.test(text) && checksumOf(text.slice(0, -CHECKSUM_LENGTH)) === text.slice(-CHECKSUM_LENGTH)

export const hashServiceSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** CRC-32 in base 62, six characters. */
function checksumOf(body: string): string {
  let rest = crc32(body)
  let text = ''
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    text = ALPHABET[rest % ALPHABET.length] + text
    rest = Math.floor(rest / ALPHABET.length)
  }
  return text
}
