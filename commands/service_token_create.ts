import { args, flags } from '@adonisjs/core/ace'
import vine from '@vinejs/vine'
import User from '#identity/models/user'
import { Forbidden } from '#core/http/exceptions'
import { PlatformCommand } from '#core/commands/platform_command'
import { systemActor } from '#core/actor'
import { UnknownUser } from '#identity/exceptions'
import { findIdentity } from '#identity/queries/find_identity'
import { CreateServiceToken } from '#identity/service_tokens/actions/create_service_token'
import { confineGrants } from '#identity/service_tokens/confine_grants'
import { serviceTokenFormValidator } from '#identity/service_tokens/validators'
import { UserAccess } from '#identity/user_access'
import { findCompanyId } from '#tenancy/queries/find_company_id'

type Made = { id: string; token: string; prefix: string; expires_at: string }

export default class ServiceTokenCreate extends PlatformCommand<Made> {
  static commandName = 'service_token:create'
  static description = 'Make a service token of a company, or without one of the platform; its secret is printed this once'

  @args.string({ description: 'Email address of the person it acts for: an owner or administrator' })
  declare email: string

  @args.string({ description: 'Where it is used' })
  declare name: string

  @flags.array({ description: 'Scope, as catalog:read; may be given several times', required: true })
  declare scope: string[]

  @flags.string({ description: 'Slug of the company; none: the platform' })
  declare company: string

  @flags.number({ description: 'Days until it expires', default: 90 })
  declare days: number

  protected async perform() {
    const input = { name: this.name, scopes: this.scope, expires_in_days: this.days }
    const { expires_in_days: days, ...terms } = await serviceTokenFormValidator.validate(input)
    const place = await findCompanyId(this.company)
    const userId = await this.#responsible(place)
    const create = await this.app.container.make(CreateServiceToken)
    const actor = systemActor('service_token:create', place)
    const { id, secret, prefix, expiresAt } = await create.handle({ actor, place, userId, ...terms, days })
    return { id, token: secret, prefix, expires_at: expiresAt.toISOString() }
  }

  protected describe({ token, expires_at: end }: Made) {
    return `${token}\nShown this once; good until ${end}`
  }

  async #responsible(place: string | null): Promise<string> {
    const { email } = await vine.create({ email: vine.string().email() }).validate({ email: this.email })
    const user = await User.findBy('email', email)
    const identity = user && (await findIdentity(user.id))
    if (!identity) throw new UnknownUser()
    const access = new UserAccess(confineGrants(identity.grants, place), place)
    if (!access.can(place === null ? 'identity.manage_platform_tokens' : 'identity.manage_service_tokens')) throw new Forbidden()
    return identity.user.id
  }
}
