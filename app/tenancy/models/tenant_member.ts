import { compose } from '@adonisjs/core/helpers'
import { newId } from '#core/ids'
import User from '#identity/models/user'
import { TenantMemberSchema } from '#database/schema'
import { TenantScoped } from '#tenancy/models/tenant_scoped'
import { beforeCreate, belongsTo } from '@adonisjs/lucid/orm'
import type { TenantRole } from '#core/rights'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'

/** A user's place in a tenant; its role counts through the `role_grants` view. */
export default class TenantMember extends compose(TenantMemberSchema, TenantScoped) {
  static selfAssignPrimaryKey = true

  declare role: TenantRole

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  @beforeCreate()
  static assignId(member: TenantMember) {
    member.id ??= newId()
  }
}
