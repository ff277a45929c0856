import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { Audit } from '#core/audit/audit'
import { sqlRows } from '#core/database/sql'
import { StatusConflict } from '#registry/exceptions/refusals'
import { columnsOf } from '#registry/advisories/actions/draft_advisory'
import { lockAdvisory, type LockedAdvisory } from '#registry/advisories/queries/lock_advisory'
import { keepAffected, type Writer } from '#registry/advisories/actions/keep_affected'
import { isPublicAdvisory, isUnpublished, type AdvisoryStatus } from '#registry/advisories/advisory_states'
import { ChangeAdvisoryStatus, lockNamedPlugins, type ChangedAdvisory } from '#registry/advisories/actions/change_advisory_status'
import type { AdvisoryText } from '#registry/advisories/advisory'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type Rewrite = { advisoryId: string; text: AdvisoryText; reason?: string; expectedVersion?: number }

/**
 * Says an advisory anew. Before it is published nobody is told: an author rewrites a draft, moderators also what waits for them.
 * Afterwards it is an update that everybody hears of.
 */
@inject()
export class RewriteAdvisory {
  constructor(
    private readonly audit: Audit,
    private readonly statuses: ChangeAdvisoryStatus
  ) {}

  async handle(writer: Writer, { advisoryId, text, reason, expectedVersion }: Rewrite): Promise<ChangedAdvisory> {
    return db.transaction(async (trx) => {
      const advisory = await lockAdvisory(trx, { advisoryId, expectedVersion })
      if (!isOpenTo(writer, advisory.status)) throw new StatusConflict()
      // Also those that are named no longer have to be asked for again.
      const before = await lockNamedPlugins(trx, advisoryId)
      await keepAffected(trx, writer, { advisoryId, affected: text.affected })
      const { serial } = await this.#write(trx, writer, { advisory, text })
      if (isUnpublished(advisory.status)) return { id: advisory.id, code: advisory.code, status: advisory.status, serial }
      return this.statuses.apply(trx, { actor: writer.actor, advisoryId, act: 'update', reason, namedBefore: before.map(({ id }) => id) })
    })
  }

  async #write(trx: TransactionClientContract, { actor }: Writer, { advisory, text }: { advisory: LockedAdvisory; text: AdvisoryText }) {
    const { aliases, reference_urls: urls, ...columns } = columnsOf(text)
    const [row] = await sqlRows<{ serial: number }>(
      trx,
      `update advisories set summary = ?, details = ?, severity = ?, cvss = ?, aliases = ?, reference_urls = ?, modified_at = ?,
              version = version + 1, serial = nextval('registry_serial') where id = ? returning serial`,
      [columns.summary, columns.details, columns.severity, columns.cvss, aliases, urls, Clock.now().toJSDate(), advisory.id]
    )
    await this.audit.record(trx, {
      ...{ actor, action: 'registry.advisory_rewritten', target: { type: 'advisory', id: advisory.id, label: advisory.code } },
      after: { severity: text.severity, summary: text.summary, plugins: text.affected.map(({ plugin }) => plugin) },
    })
    return row!
  }
}

const isOpenTo = ({ isModerator }: Writer, status: AdvisoryStatus) =>
  isModerator ? isUnpublished(status) || (isPublicAdvisory(status) && status !== 'withdrawn') : status === 'draft'
