import { inject } from '@adonisjs/core'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import { PluginNotFound } from '#registry/exceptions/refusals'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'
import { findPluginTransition, type PluginAct } from '#registry/states/plugin_states'
import { WithdrawPlugin, type WithdrawalAct } from '#registry/takedowns/actions/withdraw_plugin'
import type { PluginStatus } from '#registry/enums/plugin_status'
import type { AddressOf, FoundTarget, ReportTarget, Ruling, Sentence, Snapshot } from '#registry/reports/targets/report_target'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Row = { id: string; publisher_id: string; snapshot: Snapshot }

/** Whole plugins: taken down, or put into quarantine. */
@inject()
export class PluginTarget implements ReportTarget<'plugin'> {
  readonly kind = 'plugin'
  readonly acts = { reject: 'take_down', quarantine: 'quarantine' } as const

  constructor(private readonly withdraw: WithdrawPlugin) {}

  async find(client: SqlClient, { name }: AddressOf<'plugin'>, isLocked = false): Promise<FoundTarget> {
    const [row] = await sqlRows<Row>(
      client,
      `select p.id, p.publisher_id, jsonb_build_object('name', p.name, 'version', v.version, 'sha256', v.artifact_digest,
                'description', p.description, 'publisher', b.name) as snapshot
         from plugins p join plugin_versions v on v.id = p.default_version_id join publishers b on b.id = p.publisher_id
        where p.canon_name = ? and ${PUBLIC_PLUGIN} ${isLocked ? 'for no key update of p' : ''}`,
      [canonicalName(name)]
    )
    if (!row) throw new PluginNotFound()
    return { id: row.id, pluginId: row.id, publisherId: row.publisher_id, snapshot: row.snapshot }
  }

  async carryOut(trx: TransactionClientContract, { targetId, act, ruling }: Sentence) {
    await this.#act(trx, targetId, { act: act as WithdrawalAct, ruling })
  }

  async undo(trx: TransactionClientContract, { targetId, ruling }: Omit<Sentence, 'act'>) {
    const isQuarantined = (await statusOf(trx, targetId)) === 'quarantined'
    await this.#act(trx, targetId, { act: isQuarantined ? 'release' : 'restore', ruling })
  }

  async #act(trx: TransactionClientContract, pluginId: string, { act, ruling }: { act: WithdrawalAct; ruling: Ruling }) {
    const status = await statusOf(trx, pluginId)
    if (!status || !findPluginTransition(act as PluginAct, status)) return
    const { actor, reasonCode, publicReason: reason, internalNote: note, reportId } = ruling
    await this.withdraw.handle({ actor, pluginId, act, reason, reasonCode, note, reportId }, trx)
  }
}

async function statusOf(trx: TransactionClientContract, id: string): Promise<PluginStatus | undefined> {
  const [plugin] = await sqlRows<{ status: PluginStatus }>(trx, 'select status from plugins where id = ? for update', [id])
  return plugin?.status
}
