import { args, flags } from '@adonisjs/core/ace'
import { systemActor } from '#core/actor'
import Tenant from '#tenancy/models/tenant'
import { NotFound } from '#core/http/exceptions'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import { findRelease } from '#registry/queries/find_release'
import { PlatformCommand } from '#core/commands/platform_command'
import { InstallVersion } from '#registry/actions/install_version'
import { planInstallation } from '#registry/installing/plan_installation'
import { statusOf } from '#registry/wire/installation_json'
import { asksOf } from '#runtime/manifest/plugin_manifest'

type Installed = { id: string; plugin: string; version: string; tenant: string | null; status: string; capabilities: string[] }

export default class PluginInstall extends PlatformCommand<Installed> {
  static commandName = 'plugin:install'
  static description = 'Install a published plugin for a tenant, or for the whole platform, and switch it on'

  @args.string({ description: 'Name, or name@version' })
  declare plugin: string

  @flags.string({ description: 'Slug of the tenant; without it the platform itself' })
  declare tenant?: string

  @flags.string({ description: 'Settings as a JSON object' })
  declare settings?: string

  @flags.boolean({ description: 'Agree to every capability that the version asks for' })
  declare consent: boolean

  @flags.boolean({ description: 'Install it without switching it on: secrets it needs can be set first, by plugin:secret' })
  declare disabled: boolean

  protected async perform() {
    const [plugin, version] = this.plugin.split('@')
    const tenant = this.tenant ? await Tenant.findBy('slug', this.tenant) : null
    if (this.tenant && !tenant) throw new NotFound(`There is no tenant ${this.tenant}`)
    const release = await findRelease(plugin, version)
    const install = await this.app.container.make(InstallVersion)
    const installation = await install.handle({
      actor: systemActor('plugin:install', tenant?.id ?? null),
      tenantId: tenant?.id ?? null,
      plugin,
      version,
      consent: this.consent ? asksOf(release.manifest) : [],
      settings: this.settings ? parseSettings(this.settings) : undefined,
      isEnabled: !this.disabled,
      along: this.consent ? await this.#along(tenant?.id ?? null, release) : {},
    })
    return {
      id: installation.id,
      plugin: installation.pluginName,
      version: installation.version,
      tenant: this.tenant ?? null,
      status: statusOf(installation),
      capabilities: installation.grantedCapabilities,
    }
  }

  /** `--consent` agrees for what comes along as well. */
  async #along(tenantId: string | null, release: Parameters<typeof planInstallation>[0]['release']) {
    const { along } = await planInstallation({ tenantId, release })
    return Object.fromEntries(along.map(({ name, asks }) => [name, asks]))
  }

  protected describe({ plugin, version, tenant, status }: Installed) {
    return `${plugin} ${version} is installed for ${tenant ?? 'the platform'} and ${status}`
  }
}

function parseSettings(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (value && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // refused below
  }
  throw InvalidPlugin.field('settings', 'The settings must be a JSON object', 'json')
}
