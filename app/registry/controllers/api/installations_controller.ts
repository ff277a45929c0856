import { inject } from '@adonisjs/core'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { DisablePlugin } from '#runtime/actions/disable_plugin'
import { InstallVersion } from '#registry/actions/install_version'
import { UninstallVersion } from '#registry/installing/uninstall_version'
import { ConfigurePlugin } from '#runtime/actions/configure_plugin'
import { listRuns, runFigures } from '#runtime/queries/list_runs'
import { findInstallation, listInstallations } from '#runtime/installations/installation'
import { keyOf, ownerOf } from '#registry/http/installation_owner'
import { toInstallationJson, toRunJson } from '#registry/wire/installation_json'
import {
  installationsValidator,
  installValidator,
  runsValidator,
  settingsValidator,
  uninstallValidator,
} from '#registry/validators/installation_validator'
import type { HttpContext } from '@adonisjs/core/http'

/** A tenant's plugins by program, or the platform's own. The tenant is the token's; another's installation is not there. */
@inject()
export default class InstallationsController {
  constructor(
    private readonly installVersion: InstallVersion,
    private readonly configure: ConfigurePlugin,
    private readonly enable: EnablePlugin,
    private readonly disable: DisablePlugin,
    private readonly uninstall: UninstallVersion
  ) {}

  async index(ctx: HttpContext) {
    const owner = ownerOf(ctx, 'view')
    const { data, meta } = await listInstallations(owner, await installationsValidator.validate(ctx.request.qs()))
    const figures = await runFigures(data.map(({ id }) => id))
    return { data: data.map((row) => toInstallationJson(row, figures.get(row.id))), meta }
  }

  async show(ctx: HttpContext) {
    const installation = await findInstallation(keyOf(ctx, 'view'))
    const figures = await runFigures([installation.id])
    return toInstallationJson(installation, figures.get(installation.id))
  }

  async store(ctx: HttpContext) {
    const tenantId = ownerOf(ctx, 'manage')
    const { consent = [], enabled, ...rest } = await ctx.request.validateUsing(installValidator)
    const installed = await this.installVersion.handle({ actor: ctx.actor, tenantId, consent, isEnabled: enabled, ...rest })
    return ctx.response.created(toInstallationJson(installed))
  }

  async updateSettings(ctx: HttpContext) {
    const installation = keyOf(ctx, 'manage')
    await findInstallation(installation)
    const { settings } = await ctx.request.validateUsing(settingsValidator)
    return toInstallationJson(await this.configure.handle({ actor: ctx.actor, installation, settings }))
  }

  async switchOn(ctx: HttpContext) {
    return toInstallationJson(await this.enable.handle({ actor: ctx.actor, installation: keyOf(ctx, 'manage') }))
  }

  async switchOff(ctx: HttpContext) {
    return toInstallationJson(await this.disable.handle({ actor: ctx.actor, installation: keyOf(ctx, 'manage') }))
  }

  async destroy(ctx: HttpContext) {
    const installation = keyOf(ctx, 'manage')
    const { force: isForced } = await uninstallValidator.validate(ctx.request.qs())
    await this.uninstall.handle({ actor: ctx.actor, installation, isForced })
    return ctx.response.noContent()
  }

  async runs(ctx: HttpContext) {
    const { id: installationId, tenantId } = keyOf(ctx, 'view')
    const { limit = 50, cursor, failed } = await runsValidator.validate(ctx.request.qs())
    await findInstallation({ id: installationId, tenantId })
    const { data, meta } = await listRuns({ installationId, tenantId, failedOnly: failed, limit, cursor })
    return { data: data.map(toRunJson), meta }
  }
}
