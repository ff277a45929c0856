import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { systemActor } from '#core/actor'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { ChangeVersionStatus } from '#registry/actions/change_version_status'
import { refuseBlocked } from '#registry/kill_switch/judge_digest'
import { DecideUpload, type ScanDecision } from '#registry/scanning/decide_upload'
import { keepScan } from '#registry/scanning/keep_scan'
import { LookAgain } from '#registry/scanning/rescans/look_again'
import type { RuleVerdict } from '#registry/scanning/rules/ruleset'
import type { VersionAct } from '#registry/states/version_states'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** So many scans may end without a result; then a person looks, with what is known. */
const ATTEMPTS = 3

const ACTS: Record<RuleVerdict, VersionAct> = { publish: 'approve', review: 'submit', refuse: 'reject' }

/** Scans a version anew whose scan ended without a result, and lets it go on. Run twice, the second finds nothing to do. */
@inject()
export class RetryScan {
  constructor(
    private readonly again: LookAgain,
    private readonly decide: DecideUpload,
    private readonly statuses: ChangeVersionStatus
  ) {}

  async handle(versionId: string): Promise<void> {
    const known = await this.again.find(versionId)
    if (!known) return
    const { verdict, scan } = await this.again.scan(known)
    const reviewsAll = await this.decide.reviewsAll()
    await db.transaction(async (trx) => {
      await sqlRows(trx, 'select 1 from plugins where id = ? for update', [known.plugin_id])
      const { name: plugin, version, plugin_id: pluginId, semver_key: semverKey } = known
      const failed = await countFailed(trx, versionId)
      if (failed === null) return
      const decision = await this.decide.apply(trx, { ...known, pluginId, versionId, semverKey, reviewsAll, findings: scan.findings })
      const isBroken = scan.isBroken && failed + 1 < ATTEMPTS
      const act = isBroken ? ('errored' as const) : undefined
      await keepScan(trx, { kind: 'retry', versionId, plugin, version, verdict, scan, decision, act })
      if (!isBroken) await this.#goOn(trx, { versionId, decision, digest: known.digest })
    })
  }

  async #goOn(
    trx: TransactionClientContract,
    { versionId, decision, digest }: { versionId: string; decision: ScanDecision; digest: string }
  ) {
    const actor = systemActor('scan')
    const isBlocked = await refuseBlocked(trx, digest).then(
      () => false,
      () => true
    )
    const verdict = isBlocked ? 'refuse' : decision.verdict
    const why =
      verdict === 'refuse' ? { reasonCode: 'other', publicReason: decision.rule?.title.en ?? 'The platform takes no such upload' } : {}
    await this.statuses.apply(trx, { actor, versionId, act: 'scan' })
    await this.statuses.apply(trx, { actor, versionId, act: ACTS[verdict], ...why })
  }
}

/** Null where it waits for no scan any more. */
async function countFailed(client: SqlClient, versionId: string): Promise<number | null> {
  const [row] = await sqlRows<{ failed: number }>(
    client,
    `select (select count(*) from scans s where s.version_id = v.id and s.outcome = 'errored')::int as failed
       from plugin_versions v where v.id = ? and v.status = 'errored' for update of v`,
    [versionId]
  )
  return row?.failed ?? null
}
