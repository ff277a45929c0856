import { preparedRows } from '#core/database/prepared'
import { PUBLIC_PLUGIN, PUBLIC_VERSION } from '#registry/queries/visibility'

export type PublicDownload = { id: string; plugin: string; version: string; digest: string; mediaType: string }

/** What a download of a public version needs to know of it, or nothing: what is hidden does not exist. */
export async function findDownload(canonName: string, version: string): Promise<PublicDownload | undefined> {
  const [found] = await preparedRows<PublicDownload>(DOWNLOAD, [canonName, version])
  return found
}

const DOWNLOAD = `
  select v.id, p.name as plugin, v.version, v.artifact_digest as digest, f.media_type as "mediaType"
    from plugin_versions v join plugins p on p.id = v.plugin_id join blobs f on f.digest = v.artifact_digest
   where p.canon_name = ? and v.version = ? and ${PUBLIC_PLUGIN} and ${PUBLIC_VERSION}`
