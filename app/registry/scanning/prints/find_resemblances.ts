import { hash } from 'node:crypto'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { resemblance } from '#registry/scanning/prints/code_prints'
import { scanFinding, type Finding } from '#registry/scanning/findings'
import type { GateVerdict } from '#runtime/gate/gate_verdict'

type Removed = { plugin: string; version: string; digest: string; prints: number[] }

/** A share from which one was made of the other. */
const SAME = 0.7
const MOST = 200
const SHOWN = 3

/** Versions that were withdrawn for good, in a plugin that is another: with it, by themselves, or by their bytes. */
const REMOVED = `
  select p.name as plugin, v.version, v.artifact_digest as digest, a.prints
    from plugin_versions v join plugins p on p.id = v.plugin_id join artifact_prints a on a.digest = v.artifact_digest
   where p.canon_name <> ? and v.imports_hash = ? and v.exports_hash = ?
     and (p.status in ('taken_down', 'deleted') or v.status = 'removed'
          or v.artifact_digest in (select k.digest from blob_verdicts k where k.verdict = 'block'))
   limit ${MOST}`

/** Whether it was seen before, under another name, and withdrawn then. What is too small to tell has no prints. */
export async function findResemblances(
  client: SqlClient,
  { canonName, verdict, prints }: { canonName: string; verdict: GateVerdict; prints: number[] | null }
): Promise<Finding[]> {
  if (!prints) return []
  const removed = await sqlRows<Removed>(client, REMOVED, [canonName, shapeOf(verdict.imports), shapeOf(verdict.exports)])
  const alike = removed
    .map(({ prints: others, ...one }) => ({ ...one, share: resemblance(prints, others) }))
    .filter(({ digest, share }) => digest === verdict.sha256 || share >= SAME)
    .sort((a, b) => b.share - a.share)
  return alike
    .slice(0, SHOWN)
    .map(({ plugin, version, digest, share }) =>
      digest === verdict.sha256
        ? scanFinding('bytes_of_removed', { plugin, version })
        : scanFinding('resembles_removed', { plugin, version, percent: Math.round(share * 100) })
    )
}

/** As `plugin_versions.imports_hash` and `exports_hash` are made. */
export const shapeOf = (list: unknown): string => hash('sha256', JSON.stringify(list), 'hex')
