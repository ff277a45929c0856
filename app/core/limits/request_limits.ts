import { MemoryWindow } from '#core/limits/memory_window'
import { RedisWindow, type Scripts } from '#core/limits/redis_window'
import { MINUTE_MS } from '#core/limits/window_lengths'
import type { Verdict } from '#core/limits/verdict'
import type { HttpContext } from '@adonisjs/core/http'

type LimitedBy = 'address' | 'user' | 'token'
type Shared = { window: RedisWindow; isReady: () => boolean }

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** The limits this request was counted against, for its headers. */
    limits?: { by: LimitedBy; verdict: Verdict }[]
  }
}

/**
 * Requests per minute. Counted in Redis where the limits are kept there, for all processes together; else in this process: a row
 * per request would cost more than the requests it saves. While Redis is away each process counts by itself.
 */
export class RequestLimits {
  readonly #own = new MemoryWindow(MINUTE_MS)

  constructor(private readonly shared: Shared | null = null) {}

  /** Counts the request, once for each `by`, and tells it in the answer's headers. */
  async count(ctx: HttpContext, by: LimitedBy, { key, limit }: { key: string; limit: number }): Promise<Verdict> {
    const counted = ctx.limits?.find((one) => one.by === by)
    if (counted) return counted.verdict
    const verdict = await this.take(`${by}:${key}`, limit)
    ctx.limits = [...(ctx.limits ?? []), { by, verdict }]
    tell(ctx)
    return verdict
  }

  /** Counts one of `key` where fewer than `limit` were in the last minute. */
  async take(key: string, limit: number): Promise<Verdict> {
    if (!this.shared?.isReady()) return this.#own.take(key, limit)
    return this.shared.window.take(key, limit).catch(() => this.#own.take(key, limit))
  }

  /** Forgets what this process counted. */
  clear() {
    this.#own.clear()
  }
}

/** `isReady`: commands of a client without a connection would wait for it. */
export const sharedWindow = (client: Scripts & { status: string }): Shared => ({
  window: new RedisWindow(client, MINUTE_MS),
  isReady: () => client.status === 'ready',
})

/** The fields of the HTTPAPI working group's draft, one entry for each limit. */
function tell({ limits = [], response }: HttpContext) {
  response.header('RateLimit-Policy', limits.map(({ by, verdict }) => `"${by}";q=${verdict.limit};w=${verdict.windowSeconds}`).join(', '))
  response.header('RateLimit', limits.map(({ by, verdict }) => `"${by}";r=${verdict.remaining};t=${verdict.waitSeconds}`).join(', '))
}
