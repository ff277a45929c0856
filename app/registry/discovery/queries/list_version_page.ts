import db from '@adonisjs/lucid/services/db'
import { descending, keysetPage } from '#core/http/keyset'
import { PUBLIC_VERSION } from '#registry/queries/visibility'

export type PublicVersion = {
  id: string
  version: string
  status: string
  channel: string
  digest: string
  size: number
  published_at: Date
  yank_reason: string | null
  downloads: number
  /** Who signed it with a key that still counts: `author`, `registry`. */
  signed_by: string[]
}

const PER_PAGE = 30

const SIGNED_BY = `array(select distinct s.kind from version_signatures s join signing_keys k on k.id = s.key_id
  where s.version_id = v.id and k.revoked_at is null order by 1)`
const DOWNLOADS = 'coalesce((select sum(d.unique_clients) from version_downloads d where d.version_id = v.id), 0)::bigint'

/** A plugin's public versions, the highest number first. */
export const listVersionPage = (pluginId: string, cursor: string | null) =>
  keysetPage<PublicVersion>(
    db
      .from('plugin_versions as v')
      .where('v.plugin_id', pluginId)
      .whereRaw(PUBLIC_VERSION)
      .select('v.id', 'v.version', 'v.status', 'v.channel', 'v.artifact_digest as digest', 'v.size', 'v.published_at', 'v.yank_reason')
      .select(db.raw(`${DOWNLOADS} as downloads`), db.raw(`${SIGNED_BY} as signed_by`)),
    {
      sort: descending('v.semver_key', 'v.id'),
      limit: PER_PAGE,
      cursor,
    }
  )
