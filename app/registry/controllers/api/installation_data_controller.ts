import { inject } from '@adonisjs/core'
import { keyOf } from '#registry/http/installation_owner'
import { RemovePluginSecret } from '#runtime/actions/remove_plugin_secret'
import { SetPluginSecret } from '#runtime/actions/set_plugin_secret'
import { exportInstallation } from '#runtime/installations/installation_export'
import { findInstallation } from '#runtime/installations/installation'
import { listSecretNames } from '#runtime/host_calls/secrets/plugin_secrets'
import { readHealth } from '#runtime/queries/installation_health'
import { readHistory } from '#runtime/queries/installation_history'
import { secretsView } from '#registry/pages/secrets_view'
import { toHealthJson, toHistoryJson } from '#registry/wire/health_json'
import { secretValidator } from '#registry/validators/installation_validator'
import type { HttpContext } from '@adonisjs/core/http'

/** What belongs to an installation: secrets (written, never read), health, history, its data as a file. */
@inject()
export default class InstallationDataController {
  constructor(
    private readonly setSecret: SetPluginSecret,
    private readonly removeSecret: RemovePluginSecret
  ) {}

  async secrets(ctx: HttpContext) {
    const installation = await findInstallation(keyOf(ctx, 'view'))
    const secrets = secretsView(installation.manifest, await listSecretNames(installation.id), 'en')
    const data = secrets.map(({ name, isRequired, setAt }) => ({ name, required: isRequired, set_at: setAt?.toISOString() ?? null }))
    return { data, meta: { next_cursor: null, limit: data.length } }
  }

  async putSecret(ctx: HttpContext) {
    const installation = keyOf(ctx, 'manage')
    const { value } = await ctx.request.validateUsing(secretValidator)
    await this.setSecret.handle({ actor: ctx.actor, installation, name: ctx.params.name as string, value })
    return ctx.response.noContent()
  }

  async deleteSecret(ctx: HttpContext) {
    await this.removeSecret.handle({ actor: ctx.actor, installation: keyOf(ctx, 'manage'), name: ctx.params.name as string })
    return ctx.response.noContent()
  }

  async health(ctx: HttpContext) {
    const { id } = await findInstallation(keyOf(ctx, 'view'))
    return toHealthJson(await readHealth(id))
  }

  async history(ctx: HttpContext) {
    const { id } = await findInstallation(keyOf(ctx, 'view'))
    const data = (await readHistory(id)).map(toHistoryJson)
    return { data, meta: { next_cursor: null, limit: 50 } }
  }

  /** The file may hold whatever a plugin kept: only who may remove it may take it along. */
  async export(ctx: HttpContext) {
    return exportInstallation(await findInstallation(keyOf(ctx, 'manage')))
  }
}
