import { args, flags } from '@adonisjs/core/ace'
import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { systemActor } from '#core/actor'
import { PlatformCommand } from '#core/commands/platform_command'
import { SaveCustomRole } from '#identity/roles/save_custom_role'
import { toRoleJson } from '#identity/roles/role_json'
import { newRoleValidator } from '#identity/roles/validators'

type Saved = ReturnType<typeof toRoleJson>

export default class RoleSave extends PlatformCommand<Saved> {
  static commandName = 'role:save'
  static description = 'Make a role of the platform, or change the one of this name'

  @args.string({ description: 'Name of the role' })
  declare name: string

  @flags.array({ description: 'Permission; may be given several times', required: true })
  declare permission: string[]

  @flags.string({ description: 'What it is for' })
  declare description?: string

  protected async perform() {
    const {
      name,
      permissions,
      description = '',
    } = await newRoleValidator.validate({
      ...{ name: this.name, permissions: this.permission, description: this.description },
    })
    const roles = await this.app.container.make(SaveCustomRole)
    const by = { actor: systemActor('role:save'), access: null, tenantId: null }
    const [known] = await sqlRows<{ id: string; version: number }>(
      db,
      'select id, version from custom_roles where tenant_id is null and lower(name) = lower(?)',
      [name]
    )
    const content = { name, permissions, description }
    const saved = known
      ? await roles.update({ ...by, roleId: known.id, expectedVersion: known.version, ...content })
      : await roles.create({ ...by, ...content })
    return toRoleJson(saved)
  }

  protected describe({ name, permissions }: Saved) {
    return `${name}: ${permissions.join(', ')}`
  }
}
