import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { sqlRows } from '#core/database/sql'
import { APPROVER_ROLES, lockForAct } from '#registry/owners/publishing_policy'
import { TooFewApprovers } from '#registry/stages/exceptions'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type PublishingRules = { require_stage_approvals: number; trustpub_only: boolean }

/** How a plugin's versions may come: how many others have to agree, and whether from trusted builds only. */
@inject()
export class ChangePublishing {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, plugin: key, rules }: { actor: Actor; plugin: string; rules: Partial<PublishingRules> }): Promise<PublishingRules> {
    return db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: 'settings' })
      const [before] = await sqlRows<PublishingRules>(trx, 'select require_stage_approvals, trustpub_only from plugins where id = ?', [
        plugin.id,
      ])
      const after = { ...before, ...rules }
      if (after.require_stage_approvals > before.require_stage_approvals) {
        await assertApprovers(trx, plugin.id, after.require_stage_approvals)
      }
      await trx.from('plugins').where('id', plugin.id).update(after)
      const target = { type: 'plugin', id: plugin.id, label: plugin.name }
      await this.audit.record(trx, { actor, action: 'registry.publishing_changed', target, before, after })
      return after
    })
  }
}

/** Nobody agrees to their own: one more than have to agree must be there. */
async function assertApprovers(trx: TransactionClientContract, pluginId: string, needed: number) {
  const [{ n }] = await sqlRows<{ n: number }>(
    trx,
    `select count(*)::int as n from plugin_people o join users u on u.id = o.user_id and u.status = 'active'
      where o.plugin_id = ? and o.role = any(?)`,
    [pluginId, [...APPROVER_ROLES]]
  )
  if (needed > n - 1) throw new TooFewApprovers()
}
