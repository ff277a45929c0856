import { sqlRows } from '#core/database/sql'
import { asksOf } from '#runtime/manifest/plugin_manifest'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Judged = { manifest: PluginManifest; findings: readonly { severity: string }[] }
type Policy = { plugin: { id: string; status: string }; judgement: Judged; reviewsAll: boolean }

/** Who lets a scanned version out: a moderator, unless the operator trusts updates that ask for nothing new. */
export async function decideReviewPolicy(
  trx: TransactionClientContract,
  { plugin, judgement, reviewsAll }: Policy
): Promise<'submit' | 'approve'> {
  if (reviewsAll || plugin.status !== 'active') return 'submit'
  if (judgement.findings.some(({ severity }) => severity === 'warning')) return 'submit'
  const [before] = await sqlRows<{ capabilities: string[] }>(
    trx,
    `select capabilities from plugin_versions where plugin_id = ? and status = 'published' order by semver_key desc limit 1`,
    [plugin.id]
  )
  const asksMore = asksOf(judgement.manifest).some((capability) => !before?.capabilities.includes(capability))
  return before && !asksMore ? 'approve' : 'submit'
}
