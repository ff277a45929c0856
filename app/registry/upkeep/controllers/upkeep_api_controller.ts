import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { ArchivePlugin } from '#registry/upkeep/actions/archive_plugin'
import { DeletePlugin } from '#registry/upkeep/actions/delete_plugin'
import { DeprecatePlugin } from '#registry/upkeep/actions/deprecate_plugin'
import { findPublishedPlugin } from '#registry/owners/publishing_policy'
import { readUpkeep } from '#registry/upkeep/queries/read_upkeep'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { toUpkeepJson } from '#registry/upkeep/upkeep_json'
import { upkeepValidator } from '#registry/upkeep/validators'
import { YankVersion } from '#registry/actions/yank_version'
import type { HttpContext } from '@adonisjs/core/http'

type Params = { name: string; version: string }

/** What owners do to a plugin as a whole, by program. */
@inject()
export default class UpkeepApiController {
  constructor(
    private readonly deprecatePlugin: DeprecatePlugin,
    private readonly archivePlugin: ArchivePlugin,
    private readonly deletePlugin: DeletePlugin,
    private readonly yankVersion: YankVersion
  ) {}

  async update(ctx: HttpContext) {
    const { archived, deprecation } = await upkeepValidator.validate(snakeKeys(ctx.request.body()))
    const { id } = await findPublishedPlugin(db, ctx.actor, (ctx.params as Params).name)
    const about = { actor: ctx.actor, plugin: id }
    if (deprecation !== undefined) {
      const { reason = null, replacement = null } = deprecation ?? {}
      await this.deprecatePlugin.handle({ ...about, deprecation: deprecation && { reason, replacement } })
    }
    if (archived !== undefined) await this.archivePlugin.handle({ ...about, isArchived: archived })
    return sendWire(ctx, toUpkeepJson(await readUpkeep(db, id)))
  }

  async destroy({ actor, params, response }: HttpContext) {
    await this.deletePlugin.handle({ actor, plugin: (params as Params).name })
    return response.noContent()
  }

  async unyank(ctx: HttpContext) {
    const { name, version } = ctx.params as Params
    await this.yankVersion.handle({ actor: ctx.actor, plugin: name, version, isUndone: true })
    return sendWire(ctx, { success: true, message: `Version ${version} of ${name} can be chosen again` })
  }
}
