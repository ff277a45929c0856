import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { TrustedDevices } from '#identity/devices/trusted_devices'
import { FactorLimits } from '#identity/second_factor/factor_limits'
import { TotpFactors } from '#identity/second_factor/totp_factors'
import { useRecoveryCode } from '#identity/second_factor/recovery_codes'
import { spelledCode } from '#identity/second_factor/spelled_code'
import type { SignInMethod } from '#identity/sign_in/pending_sign_in'
import type User from '#identity/models/user'

/** Asked at sign-in: whether a second proof is demanded, and whether what was given is one. */
@inject()
export class SecondFactor {
  constructor(
    private readonly totp: TotpFactors,
    private readonly limits: FactorLimits,
    private readonly devices: TrustedDevices
  ) {}

  /** A passkey with user verification is enough by itself; a trusted device skips the second proof. */
  async isDemanded(user: User, input: { method: SignInMethod; deviceToken: string | null }): Promise<boolean> {
    if (!user.hasSecondFactor || input.method === 'passkey') return false
    return !(input.deviceToken && (await this.devices.skipsSecondFactor(user.id, input.deviceToken)))
  }

  /** A code of the authenticator or a recovery code; uses it up. Throws `RateLimited`. */
  async check(user: User, code: string, ip: string): Promise<boolean> {
    const spelled = spelledCode(code)
    await this.limits.attempt(user.id, ip, spelled?.kind ?? 'totp')
    if (!spelled) return false
    const isGood =
      spelled.kind === 'totp' ? await this.totp.verify(user.id, spelled.code) : await useRecoveryCode(db, user.id, spelled.code)
    if (isGood) await this.limits.succeeded(user.id, ip)
    return isGood
  }
}
