import db from '@adonisjs/lucid/services/db'
import { sendCacheable } from '#core/http/cacheable'
import { describeResults } from '#registry/search/describe_results'
import { toPluginCard } from '#registry/wire/plugin_card'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { searchPlugins } from '#registry/queries/search_plugins'
import { canonicalName } from '#registry/names/plugin_name'
import { earnedBadges } from '#registry/counters/earned_badges'
import { readRegistryStats } from '#registry/queries/registry_figures'
import { listPluginsValidator, pageOf, searchValidator, toListSearch, toPluginSearch } from '#registry/validators/search_validator'
import { toRegistryEntry, toVersionEntry } from '#registry/wire/registry_entry'
import { PluginNotFound, VersionNotFound } from '#registry/exceptions/refusals'
import { findPublicPlugin, findPublicVersion, listPublicVersions } from '#registry/queries/registry_rows'
import type { HttpContext } from '@adonisjs/core/http'

/** Public reads of the registry. */
export default class PluginsController {
  async search(ctx: HttpContext) {
    const body = await searchValidator.validate(snakeKeys(ctx.request.body()))
    const { page, perPage } = pageOf(body)
    const { rows, total } = await searchPlugins(toPluginSearch(body))
    const versions = Map.groupBy(
      await listPublicVersions(
        db,
        rows.map(({ id }) => id)
      ),
      (version) => version.plugin_id
    )
    const plugins = rows.map((row) => toRegistryEntry(row, versions.get(row.id) ?? []))
    return sendWire(ctx, { plugins, total, page, per_page: perPage })
  }

  async index(ctx: HttpContext) {
    const query = await listPluginsValidator.validate(snakeKeys(ctx.request.qs()))
    const { rows, total, isTotalCapped, facets, nextCursor, correctedTo, matched } = await searchPlugins(toListSearch(query))
    return sendCacheable(ctx, {
      data: (await describeResults(rows, { locale: 'en', matched })).map(toPluginCard),
      meta: { next_cursor: nextCursor, limit: query.limit ?? 20, total, total_is_capped: isTotalCapped, corrected_to: correctedTo },
      ...(facets ? { facets } : {}),
    })
  }

  async show(ctx: HttpContext) {
    const plugin = await this.#find(ctx)
    return sendWire(ctx, toRegistryEntry(plugin, await listPublicVersions(db, [plugin.id])))
  }

  async version(ctx: HttpContext) {
    const { name, version } = ctx.params as { name: string; version: string }
    const found = await findPublicVersion(db, canonicalName(name), version)
    if (!found) throw new VersionNotFound()
    return sendWire(ctx, toVersionEntry(found))
  }

  async badges(ctx: HttpContext) {
    const plugin = await this.#find(ctx)
    const current = (await listPublicVersions(db, [plugin.id])).find(({ id }) => id === plugin.default_version_id)
    const badges = earnedBadges(plugin)
    return ctx.response.json({
      name: plugin.name,
      version: current?.version ?? '',
      badges: badges.map(({ badge }) => badge),
      reasons: Object.fromEntries(badges.map(({ badge, reason }) => [badge, reason])),
    })
  }

  async stats({ response }: HttpContext) {
    return response.json(await readRegistryStats())
  }

  async #find({ params }: HttpContext) {
    const plugin = await findPublicPlugin(db, canonicalName(params.name as string))
    if (!plugin) throw new PluginNotFound()
    return plugin
  }
}
