import { args, flags } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import { systemActor } from '#core/actor'
import { RevokeServiceToken } from '#identity/service_tokens/actions/revoke_service_token'
import { findCompanyId } from '#tenancy/queries/find_company_id'

export default class ServiceTokenRevoke extends PlatformCommand<{ id: string; revoked: true }> {
  static commandName = 'service_token:revoke'
  static description = 'End a service token at once'

  @args.string({ description: 'Its id, as service_token:list shows it' })
  declare id: string

  @flags.string({ description: 'Slug of the company; none: the platform' })
  declare company: string

  protected async perform() {
    const revoke = await this.app.container.make(RevokeServiceToken)
    const place = await findCompanyId(this.company)
    await revoke.handle({ actor: systemActor('service_token:revoke', place), place, id: this.id })
    return { id: this.id, revoked: true as const }
  }

  protected describe({ id }: { id: string }) {
    return `${id} is revoked: the next request with it is refused`
  }
}
