import { inject } from '@adonisjs/core'
import { isPlatforms, ownerOf } from '#registry/http/installation_owner'
import { ReplayAgainst } from '#registry/actions/replay_against'
import { areaOf } from '#registry/pages/installation_page'
import { replayView } from '#registry/pages/replay_view'
import { listReleases } from '#registry/queries/find_update'
import { findPluginId } from '#registry/queries/find_plugin_id'
import { replayValidator } from '#registry/validators/installation_validator'
import { runView } from '#runtime/pages/run_view'
import { findRun } from '#runtime/queries/find_run'
import type { HttpContext } from '@adonisjs/core/http'

/** Running a recorded call again, also against another version: nothing outside of the plugin is touched. */
@inject()
export default class ReplaysController {
  constructor(private readonly replayAgainst: ReplayAgainst) {}

  async create(ctx: HttpContext) {
    return ctx.view.render('registry/installed/replay', { ...(await frame(ctx)), result: null })
  }

  async store(ctx: HttpContext) {
    const { version } = await ctx.request.validateUsing(replayValidator)
    const shown = await frame(ctx, version)
    const replay = await this.replayAgainst.handle(shown.run, version)
    return ctx.view.render('registry/installed/replay', { ...shown, result: replayView(shown.run, replay, ctx.i18n) })
  }
}

async function frame(ctx: HttpContext, version?: string) {
  const owner = ownerOf(ctx, 'manage')
  const run = await findRun(ctx.params.id as string, isPlatforms(ctx) ? undefined : owner)
  const pluginId = await findPluginId(run.plugin_name)
  const releases = pluginId ? await listReleases(pluginId) : []
  const versions = [...new Set([run.version, ...releases.map((release) => release.version)].filter((one) => one !== null))]
  return {
    area: areaOf(ctx),
    run: runView(run, areaOf(ctx)),
    versions: versions.map((value) => ({
      value,
      label: value === run.version ? ctx.i18n.t('registry.version_recorded', { version: value }) : value,
    })),
    chosen: version ?? run.version,
  }
}
