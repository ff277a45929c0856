import { inject } from '@adonisjs/core'
import { createHash } from 'node:crypto'
import { HOUR_MS, QUARTER_MS } from '#core/limits/window_lengths'
import { Attempts } from '#identity/attempts'
import { networkOf, widerNetworkOf } from '#identity/network_of'
import { spelledAddress } from '#identity/spelled_address'
import { findKnown } from '#identity/sign_in/known_devices'
import { signInAttemptsPerAccount, signInAttemptsPerAddress, signUpsPerAddress } from '#identity/settings'
import {
  confirmationsPerHour,
  mailRequestsPerAddress,
  signInAttemptsOfStrangers,
  signInAttemptsPerNetwork,
} from '#identity/sign_in/settings'

/**
 * Nobody can lock an owner out: a browser they signed in with has a count of its own, a network they signed in from is spared what
 * strangers elsewhere used up, and everybody else is counted together with the network the attempts come from.
 */
@inject()
export class AttemptLimits {
  constructor(private readonly attempts: Attempts) {}

  async signIn(email: string, ip: string, deviceToken: string | null = null): Promise<void> {
    const known = await findKnown(email, { ip, deviceToken })
    if (known.isDevice) return this.attempts.count(QUARTER_MS, [{ key: deviceKey(email, deviceToken!), limit: signInAttemptsPerAccount }])
    await this.attempts.count(QUARTER_MS, [
      { key: `sign-in:wide:${widerNetworkOf(ip)}`, limit: signInAttemptsPerNetwork },
      { key: `sign-in:net:${networkOf(ip)}`, limit: signInAttemptsPerAddress },
      { key: accountKey(email, ip), limit: signInAttemptsPerAccount },
      { key: strangersKey(email), limit: signInAttemptsOfStrangers, isExcused: known.isNetwork },
    ])
  }

  /** The right password proves that the earlier mistakes were the owner's own. */
  async signedIn(email: string, ip: string, deviceToken: string | null = null): Promise<void> {
    await this.attempts.forget(QUARTER_MS, [accountKey(email, ip), ...(deviceToken ? [deviceKey(email, deviceToken)] : [])])
  }

  async signUp(ip: string): Promise<void> {
    await this.attempts.count(QUARTER_MS, [{ key: `sign-up:net:${networkOf(ip)}`, limit: signUpsPerAddress }])
  }

  /** A request whose answer is a mail or a message, whoever gets it. */
  async mailRequest(ip: string): Promise<void> {
    await this.attempts.count(QUARTER_MS, [{ key: `mail-request:net:${networkOf(ip)}`, limit: mailRequestsPerAddress }])
  }

  /** Whether one more mail may go to an address that somebody keeps typing. */
  async mayMail(email: string): Promise<boolean> {
    return this.attempts.isWithin(HOUR_MS, { key: `mail-to:${accountOf(email)}`, limit: confirmationsPerHour })
  }
}

const short = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)
const accountOf = (email: string) => short(spelledAddress(email))

const accountKey = (email: string, ip: string) => `sign-in:acct:${accountOf(email)}:${networkOf(ip)}`
const strangersKey = (email: string) => `sign-in:strangers:${accountOf(email)}`
const deviceKey = (email: string, token: string) => `sign-in:device:${accountOf(email)}:${short(token)}`
