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
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type PluginChange = {
  actor: Actor
  pluginId: string
  act: PluginAct
  reasonCode: string
  publicReason: string
  internalNote?: string
}

type Locked = { id: string; name: string; status: PluginStatus; publisher_user_id: string | null }
type Step = { to: PluginStatus; event: string; serial: number }

/** The one function that changes a plugin's status: declared table, action, audit row, event and serial together. */
@inject()
export class ChangePluginStatus {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async handle(change: PluginChange): Promise<{ status: PluginStatus; serial: number }> {
    return db.transaction(async (trx) => {
      const plugin = await lockPlugin(trx, change.pluginId)
      const transition = findPluginTransition(change.act, plugin.status)
      if (!transition) throw new StatusConflict()
      const serial = await moveTo(trx, plugin.id, transition.to)
      await this.#record(trx, change, { plugin, step: { ...transition, serial } })
      return { status: transition.to, serial }
    })
  }

  async #record(trx: TransactionClientContract, change: PluginChange, { plugin, step }: { plugin: Locked; step: Step }) {
    const { to, event, serial } = step
    await trx.table('moderation_actions').insert({
      id: newId(),
      actor_id: change.actor.userId,
      actor_label: change.actor.label,
      action: change.act,
      target_type: 'plugin',
      target_id: plugin.id,
      from_status: plugin.status,
      to_status: to,
      reason_code: change.reasonCode,
      public_reason: change.publicReason,
      internal_note: change.internalNote ?? null,
      serial,
    })
    await this.audit.record(trx, {
      actor: change.actor,
      action: `registry.plugin_${to}`,
      target: { type: 'plugin', id: plugin.id, label: plugin.name },
      reason: change.publicReason,
      before: { status: plugin.status },
      after: { status: to },
    })
    await this.outbox.record(trx, { name: event, aggregateId: plugin.id, payload: payloadOf(plugin, change, step) })
  }
}

const payloadOf = (plugin: Locked, change: PluginChange, { to, serial }: Step) => ({
  plugin_id: plugin.id,
  plugin: plugin.name,
  status: to,
  publisher_user_id: plugin.publisher_user_id,
  reason: change.publicReason,
  serial,
})

async function lockPlugin(trx: TransactionClientContract, id: string): Promise<Locked> {
  const [plugin] = await sqlRows<Locked>(
    trx,
    `select p.id, p.name, p.status, b.user_id as publisher_user_id
       from plugins p join publishers b on b.id = p.publisher_id where p.id = ? for update of p`,
    [id]
  )
  if (!plugin) throw new PluginNotFound()
  return plugin
}

async function moveTo(trx: TransactionClientContract, id: string, status: PluginStatus): Promise<number> {
  const [{ serial }] = await sqlRows<{ serial: number }>(
    trx,
    `update plugins set status = ?, serial = nextval('registry_serial'), updated_at = now() where id = ? returning serial`,
    [status, id]
  )
  return serial
}
