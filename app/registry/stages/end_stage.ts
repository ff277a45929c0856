import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { sqlRows } from '#core/database/sql'
import { systemActor, type Actor } from '#core/actor'
import { ChangeVersionStatus } from '#registry/actions/change_version_status'
import { assertMay, lockForAct } from '#registry/owners/publishing_policy'
import { lockStage } from '#registry/stages/find_stage'

const ACTOR = systemActor('registry.expire_stages')

/** Staged releases that do not go on: taken back by who staged them or by an owner, or forgotten. */
@inject()
export class EndStage {
  constructor(private readonly statuses: ChangeVersionStatus) {}

  async withdraw({ actor, plugin: key, version }: { actor: Actor; plugin: string; version: string }): Promise<void> {
    await db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: 'read' })
      const stage = await lockStage(trx, plugin.id, version)
      if (stage.requested_by !== actor.userId) assertMay(actor, 'stages', plugin)
      await trx.from('stages').where('id', stage.id).update({ ended_at: Clock.now().toJSDate() })
      await this.statuses.apply(trx, { actor, versionId: stage.version_id, act: 'withdraw', reasonCode: 'publisher' })
    })
  }

  /** Nobody decided in time. One that was decided meanwhile is left alone. */
  async expire(versionId: string): Promise<void> {
    await db.transaction(async (trx) => {
      await trx.rawQuery('select 1 from plugins where id = (select plugin_id from plugin_versions where id = ?) for update', [versionId])
      const due = await sqlRows(
        trx,
        `select 1 from stages s join plugin_versions v on v.id = s.version_id and v.status = 'staged'
          where s.version_id = ? and s.expires_at <= now() for update of s`,
        [versionId]
      )
      await trx.from('stages').where('version_id', versionId).whereNull('ended_at').where('expires_at', '<=', new Date()).update({
        ended_at: Clock.now().toJSDate(),
      })
      if (due.length) await this.statuses.apply(trx, { actor: ACTOR, versionId, act: 'expire', reasonCode: 'expired' })
    })
  }
}
