import db from '@adonisjs/lucid/services/db'
import { readSeal } from '#registry/queries/read_seal'
import { sendSealed } from '#registry/wire/tagged'
import { canonicalName } from '#registry/names/plugin_name'
import { findPublicVersion } from '#registry/queries/registry_rows'
import { SbomNotFound } from '#registry/author_keys/exceptions'
import { findSbom } from '#registry/author_keys/find_sbom'
import { PluginNotFound, VersionNotFound } from '#registry/exceptions/refusals'
import type { HttpContext } from '@adonisjs/core/http'

/** What a public version is made of, as its author said and signed. */
export default class SbomController {
  async show(ctx: HttpContext) {
    const { name, version } = ctx.params as { name: string; version: string }
    const seal = await readSeal(canonicalName(name)).catch((error: unknown) => {
      throw error instanceof PluginNotFound ? new VersionNotFound() : error
    })
    const found = await findPublicVersion(db, canonicalName(name), version)
    const kept = found && (await findSbom(db, found.id))
    if (!found) throw new VersionNotFound()
    if (!kept) throw new SbomNotFound()
    // A revoked key changes the answer and not the plugin.
    return sendSealed(ctx, `${seal} ${kept.digest} ${kept.revoked_at?.toISOString() ?? '-'}`, async () => ({
      plugin: found.plugin,
      version: found.version,
      checksum: found.digest,
      sbom: JSON.parse(kept.sbom) as Record<string, unknown>,
      digest: kept.digest,
      signature: kept.signature,
      key_id: kept.key_id,
      public_key: kept.public_key,
      key_revoked_at: kept.revoked_at?.toISOString() ?? null,
    }))
  }
}
