import { inject } from '@adonisjs/core'
import { keyOf } from '#registry/http/installation_owner'
import { pathOf } from '#registry/pages/installation_page'
import { inWords } from '#registry/pages/settings_view'
import { secretFormValidator } from '#registry/validators/installation_validator'
import { ConfigurePlugin } from '#runtime/actions/configure_plugin'
import { RemovePluginSecret } from '#runtime/actions/remove_plugin_secret'
import { SetPluginSecret } from '#runtime/actions/set_plugin_secret'
import { PluginSettingsInvalid } from '#runtime/exceptions/installation_refused'
import { findInstallation } from '#runtime/installations/installation'
import { settingsSchemaOf } from '#runtime/installations/release'
import { settingsFromForm } from '#runtime/manifest/settings_form'
import type { HttpContext } from '@adonisjs/core/http'
import type { InstallationKey } from '#runtime/installations/installation'

/** Settings and secrets of an installed plugin: one form. A secret's field left empty keeps what is set. */
@inject()
export default class PluginSettingsController {
  constructor(
    private readonly configure: ConfigurePlugin,
    private readonly setSecret: SetPluginSecret,
    private readonly removeSecret: RemovePluginSecret
  ) {}

  async update(ctx: HttpContext) {
    const key = keyOf(ctx, 'manage')
    const { manifest } = await findInstallation(key)
    const schema = settingsSchemaOf(manifest)
    const { secrets = {} } = await ctx.request.validateUsing(secretFormValidator)
    const settings = settingsFromForm(schema, ctx.request.body())
    await this.configure.handle({ actor: ctx.actor, installation: key, settings }).catch((error: unknown) => {
      throw error instanceof PluginSettingsInvalid ? inWords(error, schema, ctx.i18n) : error
    })
    await this.#keep(ctx, key, secrets)
    ctx.session.flash('success', ctx.i18n.t('registry.settings_saved'))
    return ctx.response.redirect().toPath(pathOf(ctx, key.id))
  }

  async forget(ctx: HttpContext) {
    const key = keyOf(ctx, 'manage')
    await this.removeSecret.handle({ actor: ctx.actor, installation: key, name: ctx.params.name as string })
    ctx.session.flash('success', ctx.i18n.t('registry.secret_removed'))
    return ctx.response.redirect().toPath(pathOf(ctx, key.id))
  }

  async #keep({ actor, i18n }: HttpContext, installation: InstallationKey, secrets: Record<string, string | null>) {
    for (const [name, value] of Object.entries(secrets)) {
      if (!value) continue
      await this.setSecret.handle({ actor, installation, name, value }).catch((error: unknown) => {
        throw besideField(error, name, i18n)
      })
    }
  }
}

/** The refusal beside the field it is about. */
function besideField(error: unknown, name: string, i18n: HttpContext['i18n']): unknown {
  const { messages } = error as { messages?: { message: string; rule: string }[] }
  if (!messages) return error
  return new PluginSettingsInvalid(
    messages.map(({ message, rule }) => ({ field: `secrets.${name}`, rule, message: i18n.t(`registry.secret_${rule}`, {}, message) }))
  )
}
