import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { pluginEvent, type PluginEventName, type PluginEventPayload } from '#runtime/events/runtime_events'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import { lockInstallation, type Installation, type InstallationKey } from '#runtime/installations/installation'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** What an act changed and how it is told. Without an event nothing happened and nothing is recorded. */
export interface InstallationChange {
  event: PluginEventName | null
  tell?: Partial<PluginEventPayload>
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  reason?: string | null
}

type Change = (trx: TransactionClientContract, installation: Installation) => Promise<InstallationChange>

/** The frame of every act on an installation: lock it, change it, record event and audit, then tell the processes. */
@inject()
export class InstallationChanges {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly enabled: EnabledInstallations
  ) {}

  /** Answers the installation as it is afterwards; null when it is gone. */
  async apply(actor: Actor, key: InstallationKey, change: Change): Promise<Installation | null> {
    const changed = await db.transaction(async (trx) => {
      const before = await lockInstallation(trx, key)
      const made = await change(trx, before)
      if (!made.event) return before
      const after = await lockInstallation(trx, key).catch(() => null)
      await this.record(trx, { actor, installation: after ?? before, change: made })
      return after
    })
    await this.enabled.announceChange()
    return changed
  }

  async record(
    trx: TransactionClientContract,
    { actor, installation, change }: { actor: Actor; installation: Installation; change: InstallationChange }
  ) {
    if (!change.event) return
    await this.outbox.record(trx, pluginEvent(change.event, installation, change.tell))
    await this.audit.record(trx, {
      actor,
      action: `runtime.plugin_${change.event}`,
      target: { type: 'plugin_installation', id: installation.id, label: `${installation.pluginName} ${installation.version}` },
      tenantId: installation.tenantId,
      reason: change.reason ?? null,
      before: change.before ?? null,
      after: change.after ?? null,
    })
  }

  async announce(): Promise<void> {
    await this.enabled.announceChange()
  }
}
