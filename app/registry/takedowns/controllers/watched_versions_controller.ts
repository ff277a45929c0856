import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { NotFound } from '#core/http/exceptions'
import { areaOf } from '#registry/takedowns/controllers/area_of'
import { quarantineDays } from '#registry/takedowns/settings'
import { QUARANTINES } from '#registry/takedowns/tables/quarantines_table'
import { quarantines } from '#registry/takedowns/queries/quarantines'
import { findVersionTransition } from '#registry/states/version_states'
import { findWatchedVersion } from '#registry/takedowns/queries/watched_versions'
import { versionFormValidator } from '#registry/takedowns/validators'
import { VERSION_ACTS, WithdrawVersion, type VersionWithdrawalAct } from '#registry/takedowns/actions/withdraw_version'
import type { HttpContext } from '@adonisjs/core/http'

/** Single versions: into quarantine, out of it, or removed for good; and the list of all that is in quarantine. */
@inject()
export default class WatchedVersionsController {
  constructor(
    private readonly withdraw: WithdrawVersion,
    private readonly settings: Settings
  ) {}

  index(ctx: HttpContext) {
    return QUARANTINES[areaOf(ctx)].render(ctx, quarantines, { view: 'registry/trust/quarantines' })
  }

  async create(ctx: HttpContext) {
    const version = await find(ctx)
    const act = ctx.params.act as VersionWithdrawalAct
    if (!VERSION_ACTS.includes(act) || !findVersionTransition(act, version.status)) throw new NotFound()
    const days = await this.settings.get(quarantineDays)
    return ctx.view.render('registry/trust/withdraw_version', {
      area: areaOf(ctx),
      version,
      act,
      days,
      wasPublic: version.published_at !== null,
    })
  }

  async store(ctx: HttpContext) {
    const version = await find(ctx)
    const { act, reason, note, days, on_expiry: onExpiry } = await ctx.request.validateUsing(versionFormValidator)
    await this.withdraw.handle({
      ...{ actor: ctx.actor, versionId: version.id, act, days, onExpiry, reasonCode: 'other' },
      ...{ publicReason: reason, internalNote: note ?? undefined },
    })
    ctx.session.flash('success', ctx.i18n.t(`trust.version_done_${act}`, { version: `${version.plugin} ${version.version}` }))
    return ctx.response.redirect(`/${areaOf(ctx)}/registry-plugins/${version.plugin_id}`)
  }
}

async function find({ params }: HttpContext) {
  const version = await findWatchedVersion(params.id as string, params.version_id as string)
  if (!version) throw new NotFound()
  return version
}
