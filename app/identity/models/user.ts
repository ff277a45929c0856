import { newId } from '#core/ids'
import { UserSchema } from '#database/schema'
import { beforeCreate, column } from '@adonisjs/lucid/orm'
import type { Access, Permission, PlatformRole } from '#core/rights'

/** A person. What they may do is known once they are authenticated: `can()` is false before. */
export default class User extends UserSchema {
  static selfAssignPrimaryKey = true

  /** Null where only a provider or a passkey signs in. */
  @column({ serializeAs: null })
  declare passwordHash: string | null

  declare status: 'active' | 'blocked'

  /** Roles that are worth nothing until there is a second factor; set with the identity. */
  withheldRoles: PlatformRole[] = []

  /** Set by the identity middleware. */
  access: Access | null = null

  /** The sign-in of this session; null for a program and in a session begun before there was a list. */
  signInId: string | null = null

  /** The operator wishes addresses confirmed, and this one is not; set with the identity. */
  isHeldBack = false

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
