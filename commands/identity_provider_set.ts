import { args, flags } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import { systemActor } from '#core/actor'
import { readPassword } from '#identity/read_password'
import { ChangeProviders } from '#identity/providers/change_providers'
import { listProviders } from '#identity/providers/provider'
import { toProviderJson } from '#identity/providers/provider_json'
import { newProviderValidator, providerChangeValidator } from '#identity/providers/validators'

type Result = ReturnType<typeof toProviderJson>

export default class IdentityProviderSet extends PlatformCommand<Result> {
  static commandName = 'identity-provider:set'
  static description = 'Add a provider to sign in with, or change one; what is left out stays'

  @args.string({ description: 'Short name, part of the address people come back by' })
  declare slug: string

  @flags.string({ description: 'oidc, google, github, vk or yandex; of a new one' })
  declare kind?: string

  @flags.string({ description: 'What the button says' })
  declare name?: string

  @flags.string({ description: 'Address of the issuer' })
  declare issuer?: string

  @flags.string({ description: 'What the provider knows this platform by' })
  declare clientId?: string

  @flags.boolean({ description: 'Read the client secret from a pipe, or ask for it' })
  declare secret?: boolean

  @flags.array({ description: 'Scopes to ask for' })
  declare scope?: string[]

  @flags.array({ description: 'Email domains that are allowed' })
  declare domain?: string[]

  @flags.string({ description: 'open or closed: whether new accounts are made' })
  declare registration?: string

  @flags.boolean({ description: 'Let people sign in with it, or with --no-enabled not' })
  declare enabled?: boolean

  protected async perform() {
    const providers = await this.app.container.make(ChangeProviders)
    const known = (await listProviders()).find(({ slug }) => slug === this.slug)
    const actor = systemActor('identity-provider:set')
    const terms = await this.#terms()
    if (known) {
      return toProviderJson(await providers.change({ actor, id: known.id, terms: await providerChangeValidator.validate(terms) }))
    }
    const provider = await newProviderValidator.validate({ ...terms, slug: this.slug, kind: this.kind })
    return toProviderJson(await providers.add({ actor, provider }))
  }

  async #terms() {
    return {
      ...{ name: this.name, issuer: this.issuer, client_id: this.clientId, scopes: this.scope, email_domains: this.domain },
      ...{ registration: this.registration, enabled: this.enabled },
      client_secret: this.secret ? await readPassword(this.prompt) : undefined,
    }
  }

  protected describe({ slug, enabled, redirect_uri: redirectUri }: Result) {
    return `${slug} is ${enabled ? 'on' : 'off'}; its redirect address is ${redirectUri}`
  }
}
