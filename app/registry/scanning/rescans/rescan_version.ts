import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { systemActor } from '#core/actor'
import { sqlRows, sqlRun, type SqlClient } from '#core/database/sql'
import { Outbox } from '#core/outbox/outbox'
import { QuarantineVersion } from '#registry/actions/quarantine_version'
import { DecideUpload, type ScanDecision } from '#registry/scanning/decide_upload'
import { keepScan } from '#registry/scanning/keep_scan'
import { LookAgain, type KnownVersion } from '#registry/scanning/rescans/look_again'
import { securityScore } from '#registry/scanning/security_score'
import type { Rule } from '#registry/scanning/rules/ruleset'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type Rescanned = 'kept' | 'hidden' | 'gone'

/** Looks again at a version that is public; a rule may hide it until a person decides. What is not public any more is left alone. */
@inject()
export class RescanVersion {
  constructor(
    private readonly again: LookAgain,
    private readonly decide: DecideUpload,
    private readonly quarantine: QuarantineVersion,
    private readonly outbox: Outbox
  ) {}

  async handle(versionId: string): Promise<Rescanned> {
    const known = await this.again.find(versionId)
    if (!known) return 'gone'
    const { verdict, scan } = await this.again.scan(known)
    const reviewsAll = await this.decide.reviewsAll()
    return db.transaction(async (trx) => {
      if (!(await lockPublic(trx, known))) return 'gone'
      const { name: plugin, version, plugin_id: pluginId, semver_key: semverKey } = known
      const decision = await this.decide.apply(trx, { ...known, pluginId, versionId, semverKey, reviewsAll, findings: scan.findings })
      const act = await chooseAct(trx, versionId, decision.doubt)
      await noteChange(trx, known, decision)
      await keepScan(trx, { kind: 'rescan', versionId, plugin, version, verdict, scan, decision, act })
      if (act === 'quarantine') await this.#hide(trx, versionId, decision)
      if (act === 'review') await this.outbox.record(trx, versionDoubted(known, decision.doubt!))
      return act === 'quarantine' ? 'hidden' : 'kept'
    })
  }

  async #hide(trx: TransactionClientContract, versionId: string, { doubt, rulesetVersion }: ScanDecision) {
    const publicReason = doubt!.title.en
    const internalNote = `rules ${rulesetVersion}: ${doubt!.id}`
    await this.quarantine.handle({ actor: systemActor('rescan'), versionId, reasonCode: 'other', publicReason, internalNote }, trx)
  }
}

/** The plugin first, as everybody who changes a status does. */
async function lockPublic(trx: SqlClient, { id, plugin_id: pluginId }: KnownVersion): Promise<boolean> {
  await sqlRows(trx, 'select 1 from plugins where id = ? for update', [pluginId])
  const found = await sqlRows(trx, `select 1 from plugin_versions where id = ? and status in ('published', 'yanked') for update`, [id])
  return found.length > 0
}

/** A person who looked and let it out, or stay, is worth more than a rule. */
async function chooseAct(trx: SqlClient, versionId: string, doubt: Rule | null): Promise<'review' | 'quarantine' | undefined> {
  if (!doubt || doubt.if_published === undefined || doubt.if_published === 'keep') return undefined
  const settled = await sqlRows(
    trx,
    `select 1 from moderation_actions where target_type = 'plugin_version' and target_id = ? and action = 'release' and actor_id is not null
     union all select 1 from scans where version_id = ? and rule_id = ? and cleared_at is not null limit 1`,
    [versionId, versionId, doubt.id]
  )
  return settled.length ? undefined : doubt.if_published
}

/** Moderators look at it while it stays public. */
const versionDoubted = ({ id, plugin_id: pluginId, name: plugin, version }: KnownVersion, { id: rule, title }: Rule) => ({
  name: 'registry.version_doubted.v1',
  aggregateId: pluginId,
  payload: { plugin_id: pluginId, version_id: id, plugin, version, rule, reason: title.en },
})

/** What is told of a plugin's security is kept by clients until its serial rises. */
const noteChange = (trx: SqlClient, { id, plugin_id: pluginId }: KnownVersion, { findings }: ScanDecision) =>
  sqlRun(
    trx,
    `update plugins set serial = nextval('registry_serial') where id = ?
       and (select score from scans where version_id = ? order by at desc limit 1) is distinct from ?::smallint`,
    [pluginId, id, securityScore(findings)]
  )
