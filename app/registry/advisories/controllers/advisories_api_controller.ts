import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Forbidden, NotFound } from '#core/http/exceptions'
import { sendWire } from '#registry/wire/casing'
import { sendPublic } from '#registry/wire/tagged'
import { canonicalName } from '#registry/names/plugin_name'
import { PluginNotFound } from '#registry/exceptions/refusals'
import { findPublicPlugin } from '#registry/queries/registry_rows'
import { toOsv, toQueueEntry } from '#registry/advisories/osv_json'
import { AdvisoryNotFound } from '#registry/advisories/exceptions'
import { isAdviser, readableAdvisory } from '#registry/advisories/advisory_rights'
import { listAffectedInstallations } from '#registry/advisories/queries/affected_installations'
import { findPublicAdvisory, listAdvisories, listPublicAdvisories } from '#registry/advisories/queries/find_advisory'
import { advisoryListValidator, advisoryPageValidator, advisoryQueueValidator } from '#registry/advisories/validators'
import type { HttpContext } from '@adonisjs/core/http'
import type { Advisory } from '#registry/advisories/advisory'

const PAGE = 20

/** Reading advisories by program: in the OSV format. */
@inject()
export default class AdvisoriesApiController {
  async index(ctx: HttpContext) {
    const { plugin, ...paging } = await advisoryListValidator.validate(ctx.request.qs())
    return this.#list(ctx, plugin ?? null, paging)
  }

  async ofPlugin(ctx: HttpContext) {
    return this.#list(ctx, ctx.params.name as string, await advisoryPageValidator.validate(ctx.request.qs()))
  }

  /** Its author and moderators read it before everybody does. */
  async show(ctx: HttpContext) {
    const code = ctx.params.id as string
    const found = await findPublicAdvisory(code).catch((error: unknown) => orNull(error))
    if (found) return sendPublic(ctx, toOsv(found))
    ctx.response.header('Cache-Control', 'no-store')
    return sendWire(ctx, toOsv(await readableAdvisory(ctx, code)))
  }

  async queue(ctx: HttpContext) {
    if (!isAdviser(ctx)) throw new Forbidden()
    const { status, limit = PAGE, cursor } = await advisoryQueueValidator.validate(ctx.request.qs())
    const { data, meta } = await listAdvisories(status, { limit, cursor })
    return sendWire(ctx, { data: data.map(toQueueEntry), meta })
  }

  /** Staff see all, a company its own and only of what is public. */
  async installations(ctx: HttpContext) {
    const { access, params, request } = ctx
    const { limit = PAGE, cursor } = await advisoryPageValidator.validate(request.qs())
    const seesAll = isAdviser(ctx) || access.can('runtime.operate')
    if (!seesAll && !(access.tenantId && access.can('runtime.view'))) throw new Forbidden()
    const advisory = seesAll ? await readableAdvisory(ctx, params.id as string) : await findPublicAdvisory(params.id as string)
    const place = { advisoryId: advisory.id, tenantId: seesAll ? undefined : access.tenantId! }
    const { data, meta } = await listAffectedInstallations(place, { limit, cursor })
    ctx.response.header('Cache-Control', 'no-store')
    return sendWire(ctx, { data: data.map(({ is_enabled: enabled, ...row }) => ({ ...row, enabled })), meta })
  }

  async #list(ctx: HttpContext, name: string | null, { limit = PAGE, cursor }: { limit?: number; cursor?: string }) {
    const plugin = name === null ? null : await findPublicPlugin(db, canonicalName(name))
    if (name !== null && !plugin) throw new PluginNotFound()
    const { data, meta } = await listPublicAdvisories(plugin?.id ?? null, { limit, cursor })
    return sendPublic(ctx, { data: data.map(toOsv), meta })
  }
}

function orNull(error: unknown): Advisory | null {
  if (error instanceof AdvisoryNotFound || error instanceof NotFound) return null
  throw error
}
