import { inject } from '@adonisjs/core'
import { AttemptWindows } from '#core/limits/attempt_windows'
import { Settings } from '#core/settings/settings'
import { networkOf } from '#identity/network_of'
import { refuseBeyond } from '#identity/refuse_beyond'
import { codeAttemptsPerAccount } from '#identity/second_factor/settings'

const WINDOW_MS = 15 * 60 * 1000
const HOUR_MS = 60 * 60 * 1000

/** Six digits are guessed from many networks as well: this many tries an hour, wherever from. Recovery codes and passkeys stay open to the owner. */
const TOTP_PER_HOUR = 60

/** Counts tries of codes before they are made, so that parallel ones cannot slip by. */
@inject()
export class FactorLimits {
  constructor(
    private readonly settings: Settings,
    private readonly windows: AttemptWindows
  ) {}

  async attempt(userId: string, ip: string, kind: 'totp' | 'recovery'): Promise<void> {
    const limit = await this.settings.get(codeAttemptsPerAccount)
    await refuseBeyond(this.windows.of(WINDOW_MS), [{ key: here(userId, ip), limit }])
    if (kind === 'totp') await refuseBeyond(this.windows.of(HOUR_MS), [{ key: everywhere(userId), limit: TOTP_PER_HOUR }])
  }

  /** A sign-in that waits for its second proof is given up after as many tries, whoever holds its cookie. */
  async attemptPending(pendingKey: string): Promise<void> {
    const limit = await this.settings.get(codeAttemptsPerAccount)
    await refuseBeyond(this.windows.of(WINDOW_MS), [{ key: `second-factor:pending:${pendingKey}`, limit }])
  }

  /** The right code proves that the earlier mistakes were the owner's own. */
  async succeeded(userId: string, ip: string): Promise<void> {
    await this.windows.of(WINDOW_MS).forget([here(userId, ip)])
  }
}

const here = (userId: string, ip: string) => `second-factor:acct:${userId}:${networkOf(ip)}`
const everywhere = (userId: string) => `second-factor:totp:${userId}`
