import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { Settings } from '#core/settings/settings'
import { sqlRows } from '#core/database/sql'
import { FourEyesRequired } from '#registry/takedowns/exceptions'
import { inTransaction } from '#core/database/in_transaction'
import { quarantineDays } from '#registry/takedowns/settings'
import { ChangePluginStatus, type ChangedPlugin, type Quarantine } from '#registry/actions/change_plugin_status'
import type { Actor } from '#core/actor'
import type { PluginAct } from '#registry/states/plugin_states'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** What moderators do to a whole plugin. */
export const WITHDRAWAL_ACTS = ['take_down', 'restore', 'quarantine', 'release', 'restrict', 'lift'] as const satisfies PluginAct[]
export type WithdrawalAct = (typeof WITHDRAWAL_ACTS)[number]

export type Withdrawal = {
  actor: Actor
  pluginId: string
  act: WithdrawalAct
  /** Everybody reads this. */
  reason: string
  reasonCode?: string
  note?: string
  /** The complaint it decides. */
  reportId?: string
  /** Of a quarantine: the days of `trust.quarantine_days` where none are named. */
  days?: number
  onExpiry?: Quarantine['onExpiry']
}

/**
 * Hides a plugin from everybody, or shows it again. It is gone from every route with the commit; installations are
 * stopped by the event. Nobody decides about a plugin of his own.
 */
@inject()
export class WithdrawPlugin {
  constructor(
    private readonly statuses: ChangePluginStatus,
    private readonly settings: Settings
  ) {}

  async handle(withdrawal: Withdrawal, trx?: TransactionClientContract): Promise<ChangedPlugin> {
    const { actor, pluginId, act, reason, reasonCode = 'other', note, reportId } = withdrawal
    const quarantine = act === 'quarantine' ? await this.#quarantineOf(withdrawal) : undefined
    return inTransaction(trx, async (client) => {
      await refuseOwners(client, withdrawal)
      return this.statuses.apply(client, {
        ...{ actor, pluginId, act, reasonCode, publicReason: reason, internalNote: note, reportId, quarantine },
      })
    })
  }

  async #quarantineOf({ actor, days, onExpiry = 'take_down' }: Withdrawal): Promise<Quarantine> {
    const length = days ?? (await this.settings.get(quarantineDays))
    return { ownerId: actor.userId, expiresAt: Clock.now().plus({ days: length }).toJSDate(), onExpiry }
  }
}

async function refuseOwners(trx: TransactionClientContract, { actor, pluginId }: Withdrawal) {
  if (!actor.userId) return
  const owned = await sqlRows(trx, 'select 1 from plugin_people where plugin_id = ? and user_id = ?', [pluginId, actor.userId])
  if (owned.length) throw new FourEyesRequired()
}
