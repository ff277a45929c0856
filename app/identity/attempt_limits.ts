import { inject } from '@adonisjs/core'
import { createHash } from 'node:crypto'
import limiter from '@adonisjs/limiter/services/main'
import { Settings } from '#core/settings/settings'
import { RateLimited } from '#identity/exceptions'
import { networkOf } from '#identity/network_of'
import { signInAttemptsPerAccount, signInAttemptsPerAddress, signUpsPerAddress } from '#identity/settings'

const WINDOW_SECONDS = 15 * 60

/**
 * Counts attempts before they are made, so that parallel ones cannot slip by. An account is limited together with the
 * network the attempts come from: a stranger cannot lock its owner out.
 */
@inject()
export class AttemptLimits {
  constructor(private readonly settings: Settings) {}

  async signIn(email: string, ip: string): Promise<void> {
    await this.#count(`sign-in:net:${networkOf(ip)}`, await this.settings.get(signInAttemptsPerAddress))
    await this.#count(accountKey(email, ip), await this.settings.get(signInAttemptsPerAccount))
  }

  /** The right password proves that the earlier mistakes were the owner's own. */
  async signedIn(email: string, ip: string): Promise<void> {
    await this.#counter(1).delete(accountKey(email, ip))
  }

  async signUp(ip: string): Promise<void> {
    await this.#count(`sign-up:net:${networkOf(ip)}`, await this.settings.get(signUpsPerAddress))
  }

  async #count(key: string, limit: number) {
    const used = await this.#counter(limit).increment(key)
    if (used.consumed > limit) throw new RateLimited(Math.max(1, Math.ceil(used.availableIn)))
  }

  #counter(limit: number) {
    return limiter.use({ requests: limit, duration: WINDOW_SECONDS })
  }
}

function accountKey(email: string, ip: string) {
  const account = createHash('sha256').update(email.trim().toLowerCase()).digest('base64url').slice(0, 22)
  return `sign-in:acct:${account}:${networkOf(ip)}`
}
