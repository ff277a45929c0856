import db from '@adonisjs/lucid/services/db'
import { chooseLocale } from '#core/middleware/locale_middleware'
import { canonicalName } from '#registry/names/plugin_name'
import { readSeal } from '#registry/queries/read_seal'
import { sendSealed } from '#registry/wire/tagged'
import { findSecurity } from '#registry/scanning/security/find_security'
import { securityView } from '#registry/scanning/security/security_view'
import { PluginNotFound, VersionNotFound } from '#registry/exceptions/refusals'
import type { HttpContext } from '@adonisjs/core/http'

/** What the scan saw of a plugin, for whoever would install it. */
export default class SecurityController {
  show(ctx: HttpContext) {
    return this.#send(ctx, null)
  }

  version(ctx: HttpContext) {
    return this.#send(ctx, ctx.params.version as string)
  }

  async #send(ctx: HttpContext, version: string | null) {
    chooseLocale(ctx)
    const name = canonicalName(ctx.params.name as string)
    await sendSealed(ctx, `${await readSeal(name)} ${ctx.i18n.locale}`, async () => {
      const security = await findSecurity(db, name, version)
      if (!security) throw version === null ? new PluginNotFound() : new VersionNotFound()
      return toJson(securityView(security, ctx.i18n))
    })
    ctx.response.header('Vary', 'Accept, Accept-Language')
  }
}

const toJson = ({ version, status, score, findings, scanned }: ReturnType<typeof securityView>) => ({
  version,
  status,
  score,
  findings: findings.map(({ severity, category, title, description }) => ({ severity, category, title, description })),
  scanned: scanned?.toISOString() ?? null,
})
