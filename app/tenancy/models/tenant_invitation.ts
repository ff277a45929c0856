import { compose } from '@adonisjs/core/helpers'
import { Clock } from '#core/clock'
import { newId } from '#core/ids'
import { TenantInvitationSchema } from '#database/schema'
import { TenantScoped } from '#tenancy/models/tenant_scoped'
import { beforeCreate, column, scope } from '@adonisjs/lucid/orm'
import type { TenantRole } from '#core/rights'

/** An open place in a tenant, promised to an email address. */
export default class TenantInvitation extends compose(TenantInvitationSchema, TenantScoped) {
  static selfAssignPrimaryKey = true

  @column({ serializeAs: null })
  declare tokenHash: string

  declare role: Exclude<TenantRole, 'owner'>

  static open = scope((query) => {
    query.whereNull('acceptedAt').whereNull('withdrawnAt').where('expiresAt', '>', Clock.now().toJSDate())
  })

  @beforeCreate()
  static assignId(invitation: TenantInvitation) {
    invitation.id ??= newId()
  }
}
