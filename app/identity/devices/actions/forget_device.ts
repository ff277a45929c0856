import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { NotFound } from '#core/http/exceptions'
import { sqlRun } from '#core/database/sql'
import type { Actor } from '#core/actor'

/** Forgets one of the acting person's own browsers. Throws `NotFound` for any other. */
@inject()
export class ForgetDevice {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, deviceId }: { actor: Actor; deviceId: string }): Promise<void> {
    const userId = actor.userId!
    await db.transaction(async (trx) => {
      const forgotten = await sqlRun(trx, 'delete from trusted_devices where id = ? and user_id = ?', [deviceId, userId])
      if (!forgotten) throw new NotFound()
      await this.audit.record(trx, {
        actor,
        action: 'identity.device_forgotten',
        target: { type: 'user', id: userId, label: actor.label ?? undefined },
        before: { device: deviceId },
      })
    })
  }

  /** Signing out ends the automatic sign-in of this browser; that it skips the second proof stays. */
  async signOut(deviceId: string, userId: string): Promise<void> {
    await sqlRun(db, 'update trusted_devices set remember_hash = null, previous_hash = null where id = ? and user_id = ?', [
      deviceId,
      userId,
    ])
  }
}
