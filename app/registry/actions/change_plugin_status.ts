import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { sqlRows } from '#core/database/sql'
import { PluginNotFound, StatusConflict } from '#registry/exceptions/refusals'
import { findPluginTransition, type PluginAct } from '#registry/states/plugin_states'
import { RecordAct } from '#registry/log/record_act'
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
  /** The complaint that led to it: whom it concerns hears of it by that one's decision. */
  reportId?: string
  /** Of a quarantine: whose it is, when it ends and what becomes of the plugin then. */
  quarantine?: Quarantine
}

export type Quarantine = { ownerId: string | null; expiresAt: Date; onExpiry: 'release' | 'take_down' }

export type ChangedPlugin = { id: string; name: string; status: PluginStatus; serial: number }
type Locked = { id: string; name: string; status: PluginStatus; publisher_user_id: string | null }
type Step = { to: PluginStatus; event: string; serial: number }

/** The one function that changes a plugin's status: declared table, action, audit row, event and serial together. */
@inject()
export class ChangePluginStatus {
  constructor(private readonly acts: RecordAct) {}

  async handle(change: PluginChange): Promise<ChangedPlugin> {
    return db.transaction((trx) => this.apply(trx, change))
  }

  /** In the caller's transaction. Throws `PluginNotFound` (404) and `StatusConflict` (409). */
  async apply(trx: TransactionClientContract, change: PluginChange): Promise<ChangedPlugin> {
    const plugin = await lockPlugin(trx, change.pluginId)
    const transition = findPluginTransition(change.act, plugin.status)
    if (!transition) throw new StatusConflict()
    const serial = await moveTo(trx, plugin.id, { status: transition.to, quarantine: change.quarantine })
    await this.#record(trx, change, { plugin, step: { ...transition, serial } })
    return { id: plugin.id, name: plugin.name, status: transition.to, serial }
  }

  async #record(trx: TransactionClientContract, change: PluginChange, { plugin, step }: { plugin: Locked; step: Step }) {
    const { to, event, serial } = step
    const { actor, act, reasonCode, publicReason, internalNote, quarantine } = change
    await this.acts.apply(trx, {
      ...{ actor, act, from: plugin.status, to, serial, reasonCode, publicReason, internalNote },
      target: { type: 'plugin', id: plugin.id, label: plugin.name },
      expiresAt: quarantine?.expiresAt,
      reversesId: await findReversed(trx, act, plugin.id),
      audited: { action: `registry.plugin_${to}`, before: { status: plugin.status }, after: { status: to } },
      logged: { event: `plugin_${to}`, payload: { plugin: plugin.name, act, reason: publicReason, serial } },
      event: { name: event, aggregateId: plugin.id, payload: payloadOf(plugin, change, step) },
    })
  }
}

const payloadOf = (plugin: Locked, change: PluginChange, { to, serial }: Step) => ({
  plugin_id: plugin.id,
  plugin: plugin.name,
  status: to,
  publisher_user_id: plugin.publisher_user_id,
  reason: change.publicReason,
  report_id: change.reportId ?? null,
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

/** Leaving quarantine, whichever way, forgets whose it was and when it was to end. */
async function moveTo(
  trx: TransactionClientContract,
  id: string,
  { status, quarantine }: { status: PluginStatus; quarantine?: Quarantine }
): Promise<number> {
  const [{ serial }] = await sqlRows<{ serial: number }>(
    trx,
    `update plugins set status = ?, quarantine_owner_id = ?, quarantine_expires_at = ?, quarantine_on_expiry = ?, quarantine_told_at = null,
            serial = nextval('registry_serial'), updated_at = now() where id = ? returning serial`,
    [status, quarantine?.ownerId ?? null, quarantine?.expiresAt ?? null, quarantine?.onExpiry ?? null, id]
  )
  return serial
}

const REVERSES: Partial<Record<PluginAct, PluginAct>> = {
  restore: 'take_down',
  release: 'quarantine',
  lift: 'restrict',
  unarchive: 'archive',
}

/** The action that this one takes back. */
async function findReversed(trx: TransactionClientContract, act: PluginAct, pluginId: string): Promise<string | null> {
  const [row] = await sqlRows<{ id: string }>(
    trx,
    `select id from moderation_actions where target_type = 'plugin' and target_id = ? and action = ? order by serial desc limit 1`,
    [pluginId, REVERSES[act] ?? '']
  )
  return row?.id ?? null
}
