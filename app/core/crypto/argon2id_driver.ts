import { hash, verify } from '@node-rs/argon2'
import type { HashDriverContract } from '@adonisjs/core/types/hash'

/** OWASP password storage cheat sheet, argon2id: 19 MiB, two passes, one lane. */
/** `Algorithm.Argon2id`; a const enum, which isolated modules cannot import. */
const ARGON2ID = 2
const OPTIONS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const FORMAT = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/

/** Adonis hash driver for argon2id PHC strings. */
export class Argon2idDriver implements HashDriverContract {
  isValidHash(value: string) {
    return FORMAT.test(value)
  }

  make(value: string) {
    return hash(value, OPTIONS)
  }

  async verify(hashed: string, plain: string) {
    return this.isValidHash(hashed) && verify(hashed, plain)
  }

  needsReHash(hashed: string) {
    const [, memory, time, lanes] = FORMAT.exec(hashed) ?? []
    return Number(memory) !== OPTIONS.memoryCost || Number(time) !== OPTIONS.timeCost || Number(lanes) !== OPTIONS.parallelism
  }
}
