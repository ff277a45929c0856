import { newId } from '#core/ids'
import { RoleBindingSchema } from '#database/schema'
import { beforeCreate } from '@adonisjs/lucid/orm'
import type { PlatformRole } from '#core/rights'

/** A platform role of a user. */
export default class RoleBinding extends RoleBindingSchema {
  static selfAssignPrimaryKey = true

  declare role: PlatformRole

  @beforeCreate()
  static assignId(binding: RoleBinding) {
    binding.id ??= newId()
  }
}
