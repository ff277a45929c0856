import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { sqlRun } from '#core/database/sql'
import { PluginFrozen, StatusConflict } from '#registry/exceptions/refusals'
import { lockForAct, type PublishedPlugin } from '#registry/owners/publishing_policy'
import { OwnStage } from '#registry/stages/exceptions'
import { lockStage } from '#registry/stages/find_stage'
import { ReleaseStage } from '#registry/stages/release_stage'
import type { Actor } from '#core/actor'

export type StageAnswer = { version: string; status: string; approvals: number; needed: number }

/** Agrees to a staged release. With the last word that was needed it goes on as if it had just been published. */
@inject()
export class ApproveStage {
  constructor(
    private readonly audit: Audit,
    private readonly release: ReleaseStage
  ) {}

  async handle({ actor, plugin: key, version }: { actor: Actor; plugin: string; version: string }): Promise<StageAnswer> {
    const reviewsAll = await this.release.reviewsAll()
    return db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: 'stages' })
      assertOpen(plugin)
      const stage = await lockStage(trx, plugin.id, version)
      if (stage.expires_at <= Clock.now().toJSDate()) throw new StatusConflict()
      if (stage.requested_by === actor.userId) throw new OwnStage()
      const sql = 'insert into stage_approvals (stage_id, requested_by, user_id) values (?, ?, ?) on conflict do nothing'
      await sqlRun(trx, sql, [stage.id, stage.requested_by, actor.userId])
      const { approvals, needed, version_id: versionId } = await lockStage(trx, plugin.id, version)
      const target = { type: 'plugin_version', id: versionId, label: `${plugin.name} ${version}` }
      await this.audit.record(trx, { actor, action: 'registry.stage_approved', target, after: { approvals: approvals.length, needed } })
      if (approvals.length < needed) return { version, status: 'staged', approvals: approvals.length, needed }
      const { status } = await this.release.apply(trx, { actor, stage, reviewsAll })
      return { version, status, approvals: approvals.length, needed }
    })
  }
}

function assertOpen({ status }: PublishedPlugin) {
  if (status !== 'active' && status !== 'restricted') throw new PluginFrozen()
}
