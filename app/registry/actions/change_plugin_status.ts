import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows } from '#core/database/sql'
import { PluginNotFound, StatusConflict } from '#registry/exceptions/refusals'
import { findPluginTransition, type PluginAct } from '#registry/states/plugin_states'
import type { Actor } from '#core/actor'
import type { PluginStatus } from '#registry/enums/plugin_status'

export type PluginChange = { actor: Actor; pluginId: string; act: PluginAct; reasonCode: string; publicReason: string; internalNote?: string }

type Locked = { id: string; name: string; status: PluginStatus; publisher_user_id: string | null }

/** The one function that changes a plugin's status: declared table, action, audit row, event and serial together. */
@inject()
export class ChangePluginStatus {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async handle(change: PluginChange): Promise<{ status: PluginStatus; serial: number }> {
    return db.transaction(async (trx) => {
      const [plugin] = await sqlRows<Locked>(
        trx,
        `select p.id, p.name, p.status, b.user_id as publisher_user_id
           from plugins p join publishers b on b.id = p.publisher_id where p.id = ? for update of p`,
        [change.pluginId]
      )
      if (!plugin) throw new PluginNotFound()
      const transition = findPluginTransition(change.act, plugin.status)
      if (!transition) throw new StatusConflict()

      const [{ serial }] = await sqlRows<{ serial: number }>(
        trx,
        `update plugins set status = ?, serial = nextval('registry_serial'), updated_at = now() where id = ? returning serial`,
        [transition.to, plugin.id]
      )
      await trx.table('moderation_actions').insert({
        id: newId(),
        actor_id: change.actor.userId,
        actor_label: change.actor.label,
        action: change.act,
        target_type: 'plugin',
        target_id: plugin.id,
        from_status: plugin.status,
        to_status: transition.to,
        reason_code: change.reasonCode,
        public_reason: change.publicReason,
        internal_note: change.internalNote ?? null,
        serial,
      })
      await this.audit.record(trx, {
        actor: change.actor,
        action: `registry.plugin_${transition.to}`,
        target: { type: 'plugin', id: plugin.id, label: plugin.name },
        reason: change.publicReason,
        before: { status: plugin.status },
        after: { status: transition.to },
      })
      await this.outbox.record(trx, {
        name: transition.event,
        aggregateId: plugin.id,
        payload: { plugin_id: plugin.id, plugin: plugin.name, status: transition.to, publisher_user_id: plugin.publisher_user_id, reason: change.publicReason, serial },
      })
      return { status: transition.to, serial }
    })
  }
}
