import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { tieDevice } from '#identity/devices/tie_device'
import { TrustedDevices, type DeviceWish } from '#identity/devices/trusted_devices'
import { hashRememberSecret, newRememberSecret, type RememberToken } from '#identity/devices/remember_cookie'
import type { Actor } from '#core/actor'
import type User from '#identity/models/user'

export type RememberDeviceInput = Omit<DeviceWish, 'userId' | 'rememberHash'> & { actor: Actor; user: User; signsIn: boolean }

/** Remembers a browser as its person wished, after every proof was given. Answers the secret it signs in with, where it does. */
@inject()
export class RememberDevice {
  constructor(
    private readonly devices: TrustedDevices,
    private readonly audit: Audit
  ) {}

  async handle({ actor, user, signsIn, ...device }: RememberDeviceInput): Promise<RememberToken | null> {
    const secret = newRememberSecret()
    const rememberHash = signsIn ? hashRememberSecret(secret) : null
    const deviceId = await db.transaction(async (trx) => {
      const id = await this.devices.remember(trx, { ...device, userId: user.id, rememberHash })
      await tieDevice(trx, user.signInId, id)
      await this.audit.record(trx, {
        actor: { ...actor, userId: user.id },
        action: 'identity.device_remembered',
        target: { type: 'user', id: user.id, label: user.email },
        tenantId: null,
        after: { device: id, skips_second_factor: device.skipsSecondFactor, signs_in: signsIn },
      })
      return id
    })
    return signsIn ? { deviceId, secret } : null
  }
}
