import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { sqlRows, sqlRun } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { hashDeviceToken } from '#identity/sign_in/device_cookie'
import { trustedDeviceDays } from '#identity/devices/settings'
import type { Client } from '#identity/tokens/refresh_tokens'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type TrustedDevice = {
  id: string
  user_agent: string | null
  last_ip: string | null
  skips_second_factor: boolean
  signs_in: boolean
  created_at: Date
  last_used_at: Date
  expires_at: Date
}

export type DeviceWish = {
  userId: string
  deviceToken: string
  client: Client
  skipsSecondFactor: boolean
  /** Hash of the secret that signs in by itself from now on; null: it does not. */
  rememberHash: string | null
}

/** Browsers that people told us to remember. */
@inject()
export class TrustedDevices {
  constructor(private readonly settings: Settings) {}

  /** Whether the second proof was given in this browser before, and the person wished not to be asked again. */
  async skipsSecondFactor(userId: string, deviceToken: string): Promise<boolean> {
    const used = await sqlRun(
      db,
      `update trusted_devices set last_used_at = now()
       where user_id = ? and device_hash = ? and skips_second_factor and expires_at > now()`,
      [userId, hashDeviceToken(deviceToken)]
    )
    return used === 1
  }

  /** Answers the device's id. What was wished before stays wished. */
  async remember(trx: TransactionClientContract, wish: DeviceWish): Promise<string> {
    const [row] = await sqlRows<{ id: string }>(
      trx,
      `insert into trusted_devices (id, user_id, device_hash, skips_second_factor, remember_hash, user_agent, last_ip, expires_at)
       values (?, ?, ?, ?, ?, ?, ?, now() + make_interval(days => ?))
       on conflict (user_id, device_hash) do update set
         skips_second_factor = excluded.skips_second_factor or (trusted_devices.skips_second_factor and trusted_devices.expires_at > now()),
         remember_hash = excluded.remember_hash, previous_hash = null, rotated_at = null,
         user_agent = excluded.user_agent, last_ip = excluded.last_ip, last_used_at = now(), expires_at = excluded.expires_at
       returning id`,
      [
        newId(),
        wish.userId,
        hashDeviceToken(wish.deviceToken),
        wish.skipsSecondFactor,
        wish.rememberHash,
        wish.client.userAgent,
        wish.client.ip,
        await this.settings.get(trustedDeviceDays),
      ]
    )
    return row!.id
  }
}

/** The person's remembered browsers, newest first. */
export const listTrustedDevices = (userId: string) =>
  sqlRows<TrustedDevice>(
    db,
    `select id, user_agent, host(last_ip) as last_ip, skips_second_factor, remember_hash is not null as signs_in, created_at, last_used_at, expires_at
     from trusted_devices where user_id = ? and expires_at > now() and (skips_second_factor or remember_hash is not null)
     order by created_at desc, id desc limit 50`,
    [userId]
  )
