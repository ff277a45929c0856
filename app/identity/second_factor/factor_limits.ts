import { inject } from '@adonisjs/core'
import limiter from '@adonisjs/limiter/services/main'
import { Settings } from '#core/settings/settings'
import { RateLimited } from '#identity/exceptions'
import { networkOf } from '#identity/network_of'
import { codeAttemptsPerAccount } from '#identity/second_factor/settings'

const WINDOW_SECONDS = 15 * 60

/** Six digits are guessed from many networks as well: this many tries an hour, wherever from. Recovery codes and passkeys stay open to the owner. */
const TOTP_PER_HOUR = 60

/** Counts tries of codes before they are made, so that parallel ones cannot slip by. */
@inject()
export class FactorLimits {
  constructor(private readonly settings: Settings) {}

  async attempt(userId: string, ip: string, kind: 'totp' | 'recovery'): Promise<void> {
    const limit = await this.settings.get(codeAttemptsPerAccount)
    await count(here(userId, ip), { requests: limit, duration: WINDOW_SECONDS })
    if (kind === 'totp') await count(everywhere(userId), { requests: TOTP_PER_HOUR, duration: 3600 })
  }

  /** A sign-in that waits for its second proof is given up after as many tries, whoever holds its cookie. */
  async attemptPending(pendingKey: string): Promise<void> {
    const limit = await this.settings.get(codeAttemptsPerAccount)
    await count(`second-factor:pending:${pendingKey}`, { requests: limit, duration: WINDOW_SECONDS })
  }

  /** The right code proves that the earlier mistakes were the owner's own. */
  async succeeded(userId: string, ip: string): Promise<void> {
    await limiter.use({ requests: 1, duration: WINDOW_SECONDS }).delete(here(userId, ip))
  }
}

async function count(key: string, limit: { requests: number; duration: number }) {
  const used = await limiter.use(limit).increment(key)
  if (used.consumed > limit.requests) throw new RateLimited(Math.max(1, Math.ceil(used.availableIn)))
}

const here = (userId: string, ip: string) => `second-factor:acct:${userId}:${networkOf(ip)}`
const everywhere = (userId: string) => `second-factor:totp:${userId}`
