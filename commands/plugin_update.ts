import { flags } from '@adonisjs/core/ace'
import { UpdateInstallation } from '#registry/actions/update_installation'
import { InstallationCommand, type Told } from '#registry/commands/installation_command'
import { planInstallation } from '#registry/installing/plan_installation'
import { readUpdateOffer } from '#registry/pages/update_offer'
import type { Actor } from '#core/actor'
import type { Installation } from '#runtime/installations/installation'

export default class PluginUpdate extends InstallationCommand {
  static commandName = 'plugin:update'
  static description = 'Move an installed plugin to the newest version of its channel, or to the one named; what asks for more waits'

  @flags.string({ description: 'The version to move to' })
  declare version?: string

  @flags.boolean({ description: 'Agree to everything the new version asks for' })
  declare consent: boolean

  protected async act(installation: Installation, actor: Actor) {
    const offer = await readUpdateOffer(installation, this.version)
    if (!offer) return installation
    const update = await this.app.container.make(UpdateInstallation)
    const consent = this.consent ? offer.asks.added : []
    const { along } = await planInstallation({ ...installation, release: offer.release })
    const agreed = this.consent ? Object.fromEntries(along.map(({ name, asks }) => [name, asks])) : {}
    return update.handle({ actor, installation, version: offer.release.version, consent, along: agreed })
  }

  protected describe({ plugin, version, owner, waiting_version: waiting }: Told) {
    return waiting
      ? `${plugin} ${version} runs for ${owner}; ${waiting} asks for more and waits: --consent agrees`
      : `${plugin} ${version} runs for ${owner}`
  }
}
