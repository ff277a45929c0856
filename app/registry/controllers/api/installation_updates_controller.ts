import { inject } from '@adonisjs/core'
import { keyOf } from '#registry/http/installation_owner'
import { chooseLocale } from '#core/middleware/locale_middleware'
import { planInstallation } from '#registry/installing/plan_installation'
import { readUpdateOffer } from '#registry/pages/update_offer'
import { SteerUpdates } from '#runtime/actions/steer_updates'
import { UpdatePlugin } from '#runtime/actions/update_plugin'
import { UpdateInstallation } from '#registry/actions/update_installation'
import { findInstallation } from '#runtime/installations/installation'
import { toInstallationJson } from '#registry/wire/installation_json'
import { toUpdateJson } from '#registry/wire/update_json'
import { offerValidator, steerValidator, updateValidator } from '#registry/validators/installation_validator'
import type { HttpContext } from '@adonisjs/core/http'

/** Moving an installation between versions by program. */
@inject()
export default class InstallationUpdatesController {
  constructor(
    private readonly updateInstallation: UpdateInstallation,
    private readonly updatePlugin: UpdatePlugin,
    private readonly steerUpdates: SteerUpdates
  ) {}

  /** What the newest version, or the one asked for, would ask for. */
  async show(ctx: HttpContext) {
    const installation = await findInstallation(keyOf(ctx, 'view'))
    const { version } = await offerValidator.validate(ctx.request.qs())
    const offer = await readUpdateOffer(installation, version)
    chooseLocale(ctx)
    const plan = offer && (await planInstallation({ ...installation, release: offer.release }))
    return toUpdateJson(installation, { offer, plan }, ctx.i18n)
  }

  async store(ctx: HttpContext) {
    const installation = keyOf(ctx, 'manage')
    const wanted = await ctx.request.validateUsing(updateValidator)
    return toInstallationJson(await this.updateInstallation.handle({ actor: ctx.actor, installation, ...wanted }))
  }

  async decline(ctx: HttpContext) {
    return toInstallationJson(await this.updatePlugin.decline({ actor: ctx.actor, installation: keyOf(ctx, 'manage') }))
  }

  async rollBack(ctx: HttpContext) {
    return toInstallationJson(await this.updatePlugin.rollBack({ actor: ctx.actor, installation: keyOf(ctx, 'manage') }))
  }

  async steer(ctx: HttpContext) {
    const installation = keyOf(ctx, 'manage')
    const { pinned: isPinned, channel } = await ctx.request.validateUsing(steerValidator)
    return toInstallationJson(await this.steerUpdates.handle({ actor: ctx.actor, installation, isPinned, channel }))
  }
}
