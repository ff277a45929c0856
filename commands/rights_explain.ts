import { args, flags } from '@adonisjs/core/ace'
import User from '#identity/models/user'
import { PlatformCommand } from '#core/commands/platform_command'
import { UnknownUser } from '#identity/exceptions'
import { explainAccess } from '#identity/roles/explain_access'
import { objectOf } from '#identity/roles/object_address'
import { toExplanationJson } from '#identity/roles/role_json'
import { explainValidator } from '#identity/roles/validators'

type Explained = ReturnType<typeof toExplanationJson>

export default class RightsExplain extends PlatformCommand<Explained> {
  static commandName = 'rights:explain'
  static description = 'Say whether somebody may do something, and by which role; or why not'

  @args.string({ description: 'Email address of the account' })
  declare email: string

  @args.string({ description: 'Permission, as catalog.manage' })
  declare permission: string

  @flags.string({ description: 'Thing, as product:<id>' })
  declare object?: string

  @flags.string({ description: 'Id of the company, where no thing says it' })
  declare tenant?: string

  protected async perform() {
    const asked = await explainValidator.validate({ permission: this.permission, object: this.object, tenant_id: this.tenant })
    const user = await User.findBy('email', this.email)
    if (!user) throw new UnknownUser()
    const { permission, tenant_id: tenantId } = asked
    return toExplanationJson(await explainAccess({ userId: user.id, permission, object: objectOf(asked.object), tenantId }))
  }

  protected describe({ allowed, permission, path, refusal, held_by: heldBy }: Explained) {
    if (allowed) return [`${permission}: allowed`, ...path.map((step) => `  by ${step.via} ${step.role}${inCompany(step)}`)].join('\n')
    const roles = [...heldBy.platform, ...heldBy.tenant.map((role) => `tenant:${role}`)]
    return `${permission}: refused (${refusal}); roles that would do: ${roles.join(', ')}`
  }
}

const inCompany = ({ tenant_id: id }: { tenant_id: string | null }) => (id ? ` in company ${id}` : '')
