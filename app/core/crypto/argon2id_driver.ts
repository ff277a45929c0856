import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { FewAtOnce } from '#core/few_at_once'
import type { HashDriverContract } from '@adonisjs/core/types/hash'

/** `Algorithm.Argon2id`; a const enum, which isolated modules cannot import. */
const ARGON2ID = 2
/** Three passes over 64 MiB are RFC 9106's second recommended choice (section 4), here in one lane: a hash has one thread. */
const PASSES = 3
const MEMORY_MIB = 64
/** OWASP's password storage cheat sheet takes no less. */
const LEAST_MIB = 19
const FORMAT = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/
/** A foreign row must not be able to take a machine's memory or keep it busy for minutes. */
const MOST = { memoryKib: 1024 * 1024, passes: 16, lanes: 16 }
/** Hashes run in libuv's four threads, which files and names need, too; more of them than processors only hinder each other. */
const AT_ONCE = Math.min(availableParallelism(), 3)
/** A few seconds' worth: whoever comes then is told to come again. */
const MOST_WAITING = 100

/** Adonis hash driver for argon2id PHC strings. `memoryMib` is what a hash takes for a moment: 19 to 1024. */
export class Argon2idDriver implements HashDriverContract {
  readonly #options
  readonly #desk = new FewAtOnce(AT_ONCE, MOST_WAITING)

  constructor({ memoryMib = MEMORY_MIB }: { memoryMib?: number } = {}) {
    if (!(memoryMib >= LEAST_MIB && memoryMib <= MOST.memoryKib / 1024)) throw new Error(`PASSWORD_HASH_MIB must be ${LEAST_MIB} to 1024`)
    this.#options = { algorithm: ARGON2ID, memoryCost: memoryMib * 1024, timeCost: PASSES, parallelism: 1 }
  }

  isValidHash(value: string) {
    const parts = partsOf(value)
    return parts !== null && parts.memoryKib <= MOST.memoryKib && parts.passes <= MOST.passes && parts.lanes <= MOST.lanes
  }

  make(value: string) {
    return this.#desk.run(() => hash(value, this.#options))
  }

  async verify(hashed: string, plain: string) {
    return this.isValidHash(hashed) && this.#desk.run(() => verify(hashed, plain))
  }

  needsReHash(hashed: string) {
    const { memoryCost, timeCost, parallelism } = this.#options
    const parts = partsOf(hashed)
    return parts?.memoryKib !== memoryCost || parts.passes !== timeCost || parts.lanes !== parallelism
  }
}

function partsOf(hashed: string) {
  const [format, memory, passes, lanes] = FORMAT.exec(hashed) ?? []
  return format === undefined ? null : { memoryKib: Number(memory), passes: Number(passes), lanes: Number(lanes) }
}
