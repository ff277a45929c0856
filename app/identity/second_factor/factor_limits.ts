import { inject } from '@adonisjs/core'
import { HOUR_MS, QUARTER_MS } from '#core/limits/window_lengths'
import { Attempts } from '#identity/attempts'
import { networkOf } from '#identity/network_of'
import { codeAttemptsPerAccount } from '#identity/second_factor/settings'

/** Six digits are guessed from many networks as well: this many tries an hour, wherever from. Recovery codes and passkeys stay open to the owner. */
const TOTP_PER_HOUR = 60

/** Counts tries of codes before they are made, so that parallel ones cannot slip by. */
@inject()
export class FactorLimits {
  constructor(private readonly attempts: Attempts) {}

  async attempt(userId: string, ip: string, kind: 'totp' | 'recovery'): Promise<void> {
    await this.attempts.count(QUARTER_MS, [{ key: here(userId, ip), limit: codeAttemptsPerAccount }])
    if (kind === 'totp') await this.attempts.count(HOUR_MS, [{ key: everywhere(userId), limit: TOTP_PER_HOUR }])
  }

  /** A sign-in that waits for its second proof is given up after as many tries, whoever holds its cookie. */
  async attemptPending(pendingKey: string): Promise<void> {
    await this.attempts.count(QUARTER_MS, [{ key: `second-factor:pending:${pendingKey}`, limit: codeAttemptsPerAccount }])
  }

  /** The right code proves that the earlier mistakes were the owner's own. */
  async succeeded(userId: string, ip: string): Promise<void> {
    await this.attempts.forget(QUARTER_MS, [here(userId, ip)])
  }
}

const here = (userId: string, ip: string) => `second-factor:acct:${userId}:${networkOf(ip)}`
const everywhere = (userId: string) => `second-factor:totp:${userId}`
