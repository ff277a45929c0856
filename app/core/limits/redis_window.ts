import { verdictOf, windowAt, type Verdict } from '#core/limits/verdict'

/** The part of a Redis client that counting needs. */
export type Scripts = { eval(script: string, keys: number, ...values: (string | number)[]): Promise<unknown> }

/** Looks and counts in one step: of many processes at once no more pass than may. */
const TAKE = `
local current = tonumber(redis.call('GET', KEYS[1]) or '0')
local previous = tonumber(redis.call('GET', KEYS[2]) or '0')
if previous * (1 - tonumber(ARGV[1])) + current + 1 > tonumber(ARGV[2]) then return {0, current, previous} end
redis.call('INCR', KEYS[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {1, current + 1, previous}`

const FORGET = `redis.call('DEL', KEYS[1], KEYS[2])`

/** Counts in Redis, for all processes together. */
export class RedisWindow {
  constructor(
    private readonly client: Scripts,
    private readonly windowMs: number
  ) {}

  async take(key: string, limit: number, now = Date.now()): Promise<Verdict> {
    const moment = windowAt(now, this.windowMs)
    const keys = this.#buckets(key, moment.number)
    const [isAllowed, current, previous] = (await this.client.eval(TAKE, 2, ...keys, moment.passed, limit, this.windowMs * 2)) as number[]
    return verdictOf({ current, previous }, moment, { limit, isAllowed: isAllowed === 1 })
  }

  async forget(keys: string[], now = Date.now()): Promise<void> {
    const { number } = windowAt(now, this.windowMs)
    await Promise.all(keys.map((key) => this.client.eval(FORGET, 2, ...this.#buckets(key, number))))
  }

  /** The braces keep both keys on one node of a cluster. */
  #buckets(key: string, number: number): string[] {
    return [number, number - 1].map((each) => `requests:{${key}}:${this.windowMs}:${each}`)
  }
}
