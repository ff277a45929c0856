import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { descending, keysetPage, type KeysetOptions, type Page } from '#core/http/keyset'

export type JudgedDigestRow = {
  digest: string
  verdict: 'allow' | 'block'
  reason: string
  decided_by: string | null
  decided_at: Date
  plugins: string | null
  stopped: number
}

export type DigestStop = {
  id: string
  tenant: string | null
  plugin: string
  version: string
  stopped_at: Date | null
  seconds: number | null
}

const COLUMNS = `k.digest, k.verdict, k.reason, u.full_name as decided_by, k.decided_at,
  (select string_agg(distinct p.name || ' ' || v.version, ', ') from plugin_versions v join plugins p on p.id = v.plugin_id
    where v.artifact_digest = k.digest) as plugins,
  (select count(*) from digest_stops s where s.digest = k.digest and s.stopped_at is not null) as stopped`
const NAMES = ['digest', 'verdict', 'reason', 'decided_by', 'decided_at', 'plugins', 'stopped']

/** Every digest somebody judged; the table filters and pages. */
export const judgedDigests = () =>
  db
    .from(db.from('blob_verdicts as k').leftJoin('users as u', 'u.id', 'k.decided_by').select(db.raw(COLUMNS)).as('judged'))
    .select(...NAMES)

/** The newest verdict first. */
export const listJudgedDigests = (paging: Pick<KeysetOptions, 'limit' | 'cursor'>): Promise<Page<JudgedDigestRow>> =>
  keysetPage<JudgedDigestRow>(judgedDigests(), {
    ...paging,
    sort: descending('decided_at', 'digest'),
  })

export async function findJudgedDigest(digest: string): Promise<JudgedDigestRow | null> {
  const row = (await judgedDigests().where('digest', digest).first()) as JudgedDigestRow | undefined
  return row ?? null
}

/** Versions made of these bytes, and how many installations run them now. */
export const listDigestVersions = (digest: string) =>
  sqlRows<{ plugin_id: string; plugin: string; version: string; status: string; running: number }>(
    db,
    `select p.id as plugin_id, p.name as plugin, v.version, v.status,
            (select count(*) from plugin_installations i where i.version_id = v.id and i.is_enabled) as running
       from plugin_versions v join plugins p on p.id = v.plugin_id where v.artifact_digest = ? order by p.name, v.semver_key desc limit 100`,
    [digest]
  )

/** What the kill switch stopped because of these bytes, the newest first, and how many seconds after the verdict. */
export const listDigestStops = (digest: string, paging: Pick<KeysetOptions, 'limit' | 'cursor'>): Promise<Page<DigestStop>> =>
  keysetPage<DigestStop>(
    db
      .from('digest_stops as s')
      .leftJoin('tenants as t', 't.id', 's.tenant_id')
      .where('s.digest', digest)
      .select('s.id', 't.name as tenant', 's.plugin', 's.version', 's.stopped_at')
      .select(db.raw('extract(epoch from s.stopped_at - s.blocked_at)::float8 as seconds')),
    { ...paging, sort: descending('s.id') }
  )
