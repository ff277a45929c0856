import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { ChangePluginStatus } from '#registry/actions/change_plugin_status'
import { lockForAct } from '#registry/owners/publishing_policy'
import type { Actor } from '#core/actor'

export type ArchivePluginInput = { actor: Actor; plugin: string; isArchived: boolean; reason?: string | null }

/** An archived plugin is found and installed as before, but takes no new versions. Asking for what is already so changes nothing. */
@inject()
export class ArchivePlugin {
  constructor(private readonly statuses: ChangePluginStatus) {}

  async handle({ actor, plugin: key, isArchived, reason }: ArchivePluginInput): Promise<void> {
    await db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: 'settings' })
      if ((plugin.status === 'archived') === isArchived) return
      const act = isArchived ? 'archive' : 'unarchive'
      await this.statuses.apply(trx, { actor, pluginId: plugin.id, act, reasonCode: 'publisher', publicReason: reason ?? '' })
    })
  }
}
