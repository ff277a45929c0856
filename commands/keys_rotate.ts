import { flags } from '@adonisjs/core/ace'
import { systemActor } from '#core/actor'
import { PlatformCommand } from '#core/commands/platform_command'
import { Settings } from '#core/settings/settings'
import { ChangeSigningKeys, type Rotation } from '#identity/signing_keys/change_signing_keys'
import { tokenAlgorithm } from '#identity/signing_keys/settings'

export default class KeysRotate extends PlatformCommand<Rotation> {
  static commandName = 'keys:rotate'
  static description = 'Let the next key sign access tokens; what the old one signed stays good until it runs out'

  @flags.boolean({ description: 'The old key was stolen: every access token ends now, clients refresh' })
  declare revoke: boolean

  @flags.boolean({ description: 'Do not wait until everybody had time to fetch the next key' })
  declare force: boolean

  protected async perform() {
    const settings = await this.app.container.make(Settings)
    const changes = await this.app.container.make(ChangeSigningKeys)
    const input = { actor: systemActor('keys:rotate'), revoke: this.revoke, force: this.force }
    return changes.rotate(await settings.get(tokenAlgorithm), input)
  }

  protected describe({ kid, alg, retired }: Rotation) {
    return `${kid} (${alg}) signs now${retired ? `; ${retired} ${this.revoke ? 'verifies nothing any more' : 'still verifies what it signed'}` : ''}`
  }
}
