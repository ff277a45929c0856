import { PlatformCommand } from '#core/commands/platform_command'
import { listProviders } from '#identity/providers/provider'
import { toProviderJson } from '#identity/providers/provider_json'

type Listed = ReturnType<typeof toProviderJson> & { people: number }

export default class IdentityProviderList extends PlatformCommand<Listed[]> {
  static commandName = 'identity-provider:list'
  static description = 'List the providers people may sign in with'

  protected async perform() {
    return (await listProviders()).map((provider) => ({ ...toProviderJson(provider), people: provider.people }))
  }

  protected describe(providers: Listed[]) {
    const lines = providers.map(
      ({ slug, kind, issuer, enabled, people }) => `${slug}  ${kind}  ${issuer}  ${enabled ? 'on' : 'off'}  ${people} connected`
    )
    return lines.join('\n') || 'There are none'
  }
}
