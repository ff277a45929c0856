import { args } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import { systemActor } from '#core/actor'
import { ChangeProviders } from '#identity/providers/change_providers'
import { ProviderNotFound } from '#identity/providers/exceptions'
import { listProviders } from '#identity/providers/provider'

type Removed = { slug: string; people: number }

export default class IdentityProviderRemove extends PlatformCommand<Removed> {
  static commandName = 'identity-provider:remove'
  static description = 'Remove a provider, and whose accounts there belong to whom'

  @args.string({ description: 'Short name of the provider' })
  declare slug: string

  protected async perform() {
    const known = (await listProviders()).find(({ slug }) => slug === this.slug)
    if (!known) throw new ProviderNotFound()
    const providers = await this.app.container.make(ChangeProviders)
    await providers.remove({ actor: systemActor('identity-provider:remove'), id: known.id })
    return { slug: known.slug, people: known.people }
  }

  protected describe({ slug, people }: Removed) {
    return `${slug} is removed; ${people} people had it connected`
  }
}
