import { sqlRows, type SqlClient } from '#core/database/sql'
import { asksOf } from '#runtime/manifest/plugin_manifest'
import { scanFinding, type Finding } from '#registry/scanning/findings'
import type { KnownFacts } from '#registry/scanning/rules/evaluate_rules'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'

type Earlier = { version: string; capabilities: string[]; size: number }

type Row = {
  plugin_status: string
  category: string
  publisher_verified: boolean
  plugin_verified: boolean
  is_first_party: boolean
  publisher_trust: number
  account_days: number
  published_versions: number
  newest: Earlier | null
  before: Earlier | null
}

/** What is judged: a version that is coming, or one that is there already and is looked at again (`versionId`). */
export type Judged = {
  pluginId: string
  versionId: string | null
  semverKey: string
  manifest: PluginManifest
  size: number
  method: string
  reviewsAll: boolean
}

const EARLIER = `jsonb_build_object('version', v.version, 'capabilities', v.capabilities, 'size', v.size)`

const SQL = `
  select case when p.status = 'active' and (b.restricted_at is not null or exists (
           select 1 from publishers own join plugin_owners o on o.user_id = own.user_id and o.role = 'owner' where o.plugin_id = p.id and own.restricted_at is not null
         )) then 'restricted' else p.status end as plugin_status, p.category, (b.verified_at is not null or b.is_first_party) as publisher_verified,
         p.verified_at is not null as plugin_verified, b.is_first_party, b.trust_level as publisher_trust,
         coalesce(extract(day from now() - u.created_at), extract(day from now() - b.created_at))::int as account_days,
         (select count(*) from plugin_versions v where v.plugin_id = p.id and v.status in ('published', 'closed', 'yanked') and v.id is distinct from ?)::int as published_versions,
         (select ${EARLIER} from plugin_versions v where v.plugin_id = p.id and v.status = 'published' and v.id is distinct from ? order by v.semver_key desc limit 1) as newest,
         (select ${EARLIER} from plugin_versions v where v.plugin_id = p.id and v.status in ('published', 'closed', 'yanked') and v.id is distinct from ?
             and v.semver_key < ? order by v.semver_key desc limit 1) as before
    from plugins p join publishers b on b.id = p.publisher_id left join users u on u.id = b.user_id
   where p.id = ?`

/** What rules may ask, and what the versions before say of this one. Read in the transaction that holds the plugin. */
export async function readFacts(client: SqlClient, judged: Judged): Promise<{ facts: KnownFacts; findings: Finding[] }> {
  const { pluginId, versionId, semverKey, manifest, size } = judged
  const [row] = await sqlRows<Row>(client, SQL, [versionId, versionId, versionId, semverKey, pluginId])
  const { newest, before, ...known } = row!
  const asks = asksOf(manifest)
  const added = asks.filter((name) => !newest?.capabilities.includes(name))
  return {
    facts: {
      ...known,
      review_every_version: judged.reviewsAll,
      is_first_version: newest === null,
      is_trusted_build: judged.method === 'trusted',
      method: judged.method,
      language: manifest.language,
      size,
      capabilities: asks,
      added_capabilities: added,
      added_count: added.length,
    },
    findings: [...differences({ asks, size }, { before, newest })],
  }
}

/** So many times the size before, and not by a few bytes. */
const GREW = 4
const MUCH = 100 * 1024

function differences({ asks, size }: { asks: string[]; size: number }, { before, newest }: Pick<Row, 'before' | 'newest'>): Finding[] {
  const beyond = (earlier: Earlier) => asks.filter((name) => !earlier.capabilities.includes(name)).join(', ')
  const findings: Finding[] = []
  if (before && beyond(before)) findings.push(scanFinding('capability_added', { version: before.version, names: beyond(before) }))
  if (newest && newest.version !== before?.version && beyond(newest)) {
    findings.push(scanFinding('capability_beyond_newest', { version: newest.version, names: beyond(newest) }))
  }
  if (before && size > before.size * GREW && size - before.size > MUCH) {
    findings.push(scanFinding('size_grew', { version: before.version, used: size, before: before.size }))
  }
  return findings
}
