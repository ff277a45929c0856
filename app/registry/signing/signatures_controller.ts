import db from '@adonisjs/lucid/services/db'
import { readSeal } from '#registry/queries/read_seal'
import { sendSealed } from '#registry/wire/tagged'
import { canonicalName } from '#registry/names/plugin_name'
import { findPublicVersion } from '#registry/queries/registry_rows'
import { listSignatures, sealOfSignatures } from '#registry/signing/list_signatures'
import { PluginNotFound, VersionNotFound } from '#registry/exceptions/refusals'
import { signedStatement } from '#registry/signing/signed_statement'
import type { HttpContext } from '@adonisjs/core/http'

/** Who signed a public version: all that a client needs to check it by itself. */
export default class SignaturesController {
  async index(ctx: HttpContext) {
    const { name, version } = ctx.params as { name: string; version: string }
    const seal = await readSeal(canonicalName(name)).catch((error: unknown) => {
      throw error instanceof PluginNotFound ? new VersionNotFound() : error
    })
    const signatures = await sealOfSignatures(canonicalName(name), version)
    return sendSealed(ctx, `${seal} ${signatures}`, async () => {
      const found = await findPublicVersion(db, canonicalName(name), version)
      if (!found) throw new VersionNotFound()
      const { id, plugin, version: number, digest, size } = found
      const statement = signedStatement({ name: plugin, version: number, sha256: digest })
      const rows = await listSignatures(db, [id])
      return { plugin, version: number, sha256: digest, size, statement, signatures: rows.map(toSignatureJson) }
    })
  }
}

type Row = Awaited<ReturnType<typeof listSignatures>>[number]

const toSignatureJson = ({ kind, owner, key_id: keyId, public_key: key, signature, signed_at: signedAt, revoked_at: revokedAt }: Row) => ({
  ...{ kind, owner, key_id: keyId, public_key: key, signature },
  signed_at: signedAt.toISOString(),
  revoked_at: revokedAt?.toISOString() ?? null,
})
