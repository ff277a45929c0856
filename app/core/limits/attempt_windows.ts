import { DatabaseWindow } from '#core/limits/database_window'
import { MemoryWindow } from '#core/limits/memory_window'
import { RedisWindow, type Scripts } from '#core/limits/redis_window'
import type { Asked, Verdict } from '#core/limits/verdict'

/** Counts attempts over a window's length, before they are made. Refused ones are not counted. */
export interface AttemptWindow {
  /** Counts one of each key, whichever of them is used up; answers in the order asked. Keys must differ. */
  takeAll(asked: Asked[]): Promise<Verdict[]>
  forget(keys: string[]): Promise<void>
}

/**
 * Where attempts are counted: for all processes together, in PostgreSQL unless the limits are kept in Redis. Other than requests
 * (`RequestLimits`) they are few and each costs more than a row, so none goes uncounted in another process.
 */
export class AttemptWindows {
  readonly #made = new Map<number, AttemptWindow>()

  constructor(private readonly make: (windowMs: number) => AttemptWindow) {}

  /** @param windowMs the window's length in milliseconds, from a small set */
  of(windowMs: number): AttemptWindow {
    const made = this.#made.get(windowMs) ?? this.make(windowMs)
    this.#made.set(windowMs, made)
    return made
  }
}

export const databaseAttempts = (windowMs: number): AttemptWindow => new DatabaseWindow(windowMs)

export function redisAttempts(client: Scripts, windowMs: number): AttemptWindow {
  const window = new RedisWindow(client, windowMs)
  return {
    takeAll: (asked) => Promise.all(asked.map(({ key, limit }) => window.take(key, limit))),
    forget: (keys) => window.forget(keys),
  }
}

/** For installations of one process that keep no counts elsewhere. */
export function memoryAttempts(windowMs: number): AttemptWindow {
  const window = new MemoryWindow(windowMs)
  return {
    takeAll: async (asked) => asked.map(({ key, limit }) => window.take(key, limit)),
    forget: async (keys) => window.forget(keys),
  }
}
