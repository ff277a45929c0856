import db from '@adonisjs/lucid/services/db'
import { sendCacheable } from '#core/http/cacheable'
import { describeResults } from '#registry/search/describe_results'
import { toPluginCard } from '#registry/wire/plugin_card'
import { readSeal, serialOfSeal } from '#registry/queries/read_seal'
import { tellSerial } from '#registry/serial/tell_serial'
import { readEntry } from '#registry/queries/read_entry'
import { sendPublic, sendSealed } from '#registry/wire/tagged'
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
    const { rows, total, isTotalCapped, areFacetsCapped, facets, nextCursor, correctedTo, matched } = await searchPlugins(
      toListSearch(query)
    )
    return sendPublic(ctx, {
      data: (await describeResults(rows, { locale: 'en', matched })).map(toPluginCard),
      meta: { next_cursor: nextCursor, limit: query.limit ?? 20, total, total_is_capped: isTotalCapped, corrected_to: correctedTo },
      ...(facets ? { facets, facets_are_capped: areFacetsCapped } : {}),
    })
  }

  async show(ctx: HttpContext) {
    const name = canonicalName(ctx.params.name as string)
    const seal = await readSeal(name)
    tellSerial(ctx, serialOfSeal(seal))
    return sendSealed(ctx, seal, async () => {
      const entry = await readEntry(name)
      if (!entry) throw new PluginNotFound()
      return toRegistryEntry(entry.plugin, entry.versions)
    })
  }

  async version(ctx: HttpContext) {
    const { name, version } = ctx.params as { name: string; version: string }
    const seal = await readSeal(canonicalName(name)).catch(asVersion)
    tellSerial(ctx, serialOfSeal(seal))
    return sendSealed(ctx, seal, async () => {
      const found = await findPublicVersion(db, canonicalName(name), version)
      if (!found) throw new VersionNotFound()
      return toVersionEntry(found)
    })
  }

  async badges(ctx: HttpContext) {
    const plugin = await this.#find(canonicalName(ctx.params.name as string))
    const current = (await listPublicVersions(db, [plugin.id])).find(({ id }) => id === plugin.default_version_id)
    const badges = earnedBadges(plugin)
    return sendPublic(ctx, {
      name: plugin.name,
      version: current?.version ?? '',
      badges: badges.map(({ badge }) => badge),
      reasons: Object.fromEntries(badges.map(({ badge, reason }) => [badge, reason])),
    })
  }

  /** Was snake_case for every client, and stays so. */
  async stats(ctx: HttpContext) {
    return sendCacheable(ctx, await readRegistryStats())
  }

  async #find(name: string) {
    const plugin = await findPublicPlugin(db, name)
    if (!plugin) throw new PluginNotFound()
    return plugin
  }
}

/** Of a plugin that is hidden, so is the version. */
function asVersion(error: unknown): never {
  throw error instanceof PluginNotFound ? new VersionNotFound() : error
}
