import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { endSessions } from '#identity/end_sessions'
import { hashRememberSecret, rememberSuccessorOf, type RememberToken } from '#identity/devices/remember_cookie'
import type { Actor } from '#core/actor'
import type { Client } from '#identity/tokens/refresh_tokens'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Requests a browser sends at once all carry the same secret. */
const GRACE_SECONDS = 20

type Presented = {
  id: string
  user_id: string
  email: string
  is_current: boolean
  is_repeat: boolean
  user_agent: string | null
  ended_at: Date | null
}

/** `endedAt`: when everything of the person was ended last, as read under the device's lock. */
export type Used = { userId: string; next: RememberToken; endedAt: Date | null }

/**
 * Exchanges the secret of a remembered browser for the next one. A secret that was used before is in two hands: the
 * device is forgotten, and everything its person is signed in with ends. Null: nobody signs in.
 */
@inject()
export class UseRemembered {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async handle(actor: Actor, { deviceId, secret }: RememberToken, client: Client): Promise<Used | null> {
    return db.transaction(async (trx) => {
      const device = await this.#lock(trx, { deviceId, secret })
      if (!device) return null
      const used = { userId: device.user_id, next: { deviceId, secret: rememberSuccessorOf(secret) }, endedAt: device.ended_at }
      if (device.is_repeat && device.user_agent === client.userAgent) return used
      if (!device.is_current) return this.#forgetStolen(trx, device, actor)
      await sqlRun(
        trx,
        `update trusted_devices set previous_hash = remember_hash, remember_hash = ?, rotated_at = clock_timestamp(),
           last_used_at = now(), last_ip = ?, user_agent = ? where id = ?`,
        [hashRememberSecret(used.next.secret), client.ip, client.userAgent, device.id]
      )
      return used
    })
  }

  async #lock(trx: TransactionClientContract, { deviceId, secret }: RememberToken): Promise<Presented | undefined> {
    const hash = hashRememberSecret(secret)
    const [device] = await sqlRows<Presented>(
      trx,
      `select d.id, d.user_id, u.email::text, u.sessions_valid_after as ended_at, d.remember_hash = ? as is_current, d.user_agent,
              coalesce(d.previous_hash = ? and d.rotated_at > clock_timestamp() - make_interval(secs => ?), false) as is_repeat
       from trusted_devices d join users u on u.id = d.user_id and u.status = 'active'
       where d.id = ? and d.remember_hash is not null and d.expires_at > now() for update of d`,
      [hash, hash, GRACE_SECONDS, deviceId]
    )
    return device
  }

  async #forgetStolen(trx: TransactionClientContract, device: Presented, actor: Actor): Promise<null> {
    await sqlRun(trx, 'delete from trusted_devices where id = ?', [device.id])
    await endSessions(trx, device.user_id, 'remembered sign-in reused')
    await this.audit.record(trx, {
      actor,
      action: 'identity.device_secret_reused',
      target: { type: 'user', id: device.user_id, label: device.email },
      tenantId: null,
      after: { device: device.id },
    })
    await this.outbox.record(trx, {
      name: 'identity.device_reuse_detected.v1',
      aggregateId: device.user_id,
      payload: { user_id: device.user_id, device_id: device.id },
    })
    return null
  }
}
