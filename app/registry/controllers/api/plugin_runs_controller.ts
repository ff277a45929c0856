import { inject } from '@adonisjs/core'
import { isPlatforms, ownerOf } from '#registry/http/installation_owner'
import { ReplayAgainst } from '#registry/actions/replay_against'
import { findRun } from '#runtime/queries/find_run'
import { listRuns } from '#runtime/queries/list_runs'
import { toReplayJson, toRunDetailJson, toRunJson } from '#registry/wire/installation_json'
import { replayValidator, runLogValidator } from '#registry/validators/installation_validator'
import type { HttpContext } from '@adonisjs/core/http'

/** The run log by program: a tenant's own runs, for operators everybody's. */
@inject()
export default class PluginRunsController {
  constructor(private readonly replayAgainst: ReplayAgainst) {}

  async index(ctx: HttpContext) {
    const tenantId = ownRuns(ctx)
    const {
      limit = 50,
      cursor,
      failed: failedOnly,
      installation: installationId,
      ...rest
    } = await runLogValidator.validate(ctx.request.qs())
    const { data, meta } = await listRuns({ tenantId, limit, cursor, failedOnly, installationId, ...rest })
    return { data: data.map(toRunJson), meta }
  }

  async show(ctx: HttpContext) {
    return toRunDetailJson(await findRun(ctx.params.id as string, ownRuns(ctx)))
  }

  /** Touches nothing outside of the plugin, but runs somebody's code at length: for those who manage it. */
  async replay(ctx: HttpContext) {
    ownerOf(ctx, 'manage')
    const run = await findRun(ctx.params.id as string, ownRuns(ctx))
    const { version } = await ctx.request.validateUsing(replayValidator)
    return toReplayJson(run, await this.replayAgainst.handle(run, version))
  }
}

/** Operators see every owner's runs: nothing narrows them. */
function ownRuns(ctx: HttpContext): string | null | undefined {
  const owner = ownerOf(ctx, 'view')
  return isPlatforms(ctx) ? undefined : owner
}
