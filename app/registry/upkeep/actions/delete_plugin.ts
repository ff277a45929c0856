import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { sqlRows } from '#core/database/sql'
import { ChangePluginStatus } from '#registry/actions/change_plugin_status'
import { lockForAct, type PublishedPlugin } from '#registry/owners/publishing_policy'
import { StillNeeded, TooOldToDelete } from '#registry/upkeep/exceptions'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** After that others may build on it. */
export const DELETABLE_HOURS = 72

export type DeletePluginInput = { actor: Actor; plugin: string; reason?: string | null }

/** Its owner deletes a new plugin that nobody uses. The name and the version numbers stay used for ever. */
@inject()
export class DeletePlugin {
  constructor(private readonly statuses: ChangePluginStatus) {}

  async handle({ actor, plugin: key, reason }: DeletePluginInput): Promise<void> {
    await db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: 'settings' })
      await assertUnused(trx, plugin)
      const change = { actor, pluginId: plugin.id, act: 'give_up' as const, reasonCode: 'publisher', publicReason: reason ?? '' }
      await this.statuses.apply(trx, change)
    })
  }
}

/** Whoever installs it at this moment cannot start it any more: that looks at the plugin's row again. */
async function assertUnused(trx: TransactionClientContract, { id, canon_name: name }: PublishedPlugin): Promise<void> {
  const since = Clock.now().minus({ hours: DELETABLE_HOURS }).toJSDate()
  const [{ is_new: isNew, is_needed: isNeeded }] = await sqlRows<{ is_new: boolean; is_needed: boolean }>(
    trx,
    `select created_at > ? as is_new,
            exists (select 1 from plugin_installations i where i.plugin_id = plugins.id)
            or exists (select 1 from version_deps d join plugin_versions v on v.id = d.version_id
                        where d.dep_canon_name = ? and d.kind <> 'conflicts' and v.plugin_id <> plugins.id) as is_needed
       from plugins where id = ?`,
    [since, name, id]
  )
  if (!isNew) throw new TooOldToDelete()
  if (isNeeded) throw new StillNeeded()
}
