import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import { PluginNotFound } from '#registry/exceptions/refusals'
import { findPublishedPlugin } from '#registry/owners/publishing_policy'
import { stretchesOf } from '#registry/advisories/affected_ranges'
import type { Actor } from '#core/actor'
import type { AdvisoryText } from '#registry/advisories/advisory'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Who writes, and whether every plugin may be named or only the writer's own. */
export type Writer = { actor: Actor; isModerator: boolean }

/** Writes which versions of which plugins are meant, instead of what was said before. Throws `PluginNotFound` (404). */
export async function keepAffected(
  trx: TransactionClientContract,
  writer: Writer,
  { advisoryId, affected }: { advisoryId: string; affected: AdvisoryText['affected'] }
): Promise<void> {
  const rows = []
  for (const { plugin, ranges } of affected) {
    const pluginId = await findNamed(trx, writer, plugin)
    for (const stretch of ranges.flatMap(({ events }) => stretchesOf(events))) {
      rows.push({
        ...{ id: newId(), advisory_id: advisoryId, plugin_id: pluginId, position: rows.length },
        ...{ introduced: stretch.introduced, fixed: stretch.fixed, last_affected: stretch.lastAffected },
        ...{ introduced_key: stretch.introducedKey, fixed_key: stretch.fixedKey, last_affected_key: stretch.lastAffectedKey },
      })
    }
  }
  await trx.from('advisory_ranges').where('advisory_id', advisoryId).delete()
  await trx.table('advisory_ranges').multiInsert(rows)
}

/** Another's plugin looks absent to a publisher; moderators name hidden ones too. */
async function findNamed(trx: TransactionClientContract, { actor, isModerator }: Writer, name: string): Promise<string> {
  if (!isModerator) return (await findPublishedPlugin(trx, actor, canonicalName(name))).id
  const [plugin] = await sqlRows<{ id: string }>(trx, `select id from plugins where canon_name = ? and status <> 'deleted'`, [
    canonicalName(name),
  ])
  if (!plugin) throw new PluginNotFound()
  return plugin.id
}
