import { newId } from '#core/ids'
import { UserSchema } from '#database/schema'
import { beforeCreate, column } from '@adonisjs/lucid/orm'
import type { Access, Permission } from '#core/rights'

/** A person. What they may do is known once they are authenticated: `can()` is false before. */
export default class User extends UserSchema {
  static selfAssignPrimaryKey = true

  @column({ serializeAs: null })
  declare passwordHash: string

  declare status: 'active' | 'blocked'

  /** Set by the identity middleware. */
  access: Access | null = null

  @beforeCreate()
  static assignId(user: User) {
    user.id ??= newId()
  }

  /** The tenant chosen for this session or token. */
  get tenantId(): string | null {
    return this.access?.tenantId ?? null
  }

  can(permission: Permission): boolean {
    return this.access?.can(permission) ?? false
  }
}
