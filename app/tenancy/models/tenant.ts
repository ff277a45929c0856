import { newId } from '#core/ids'
import { TenantSchema } from '#database/schema'
import { beforeCreate } from '@adonisjs/lucid/orm'

export const TENANT_PLANS = ['FREE', 'STARTER', 'PRO', 'ENTERPRISE'] as const
export type TenantPlan = (typeof TENANT_PLANS)[number]

/** A company on the platform: whose rows are its own. */
export default class Tenant extends TenantSchema {
  static selfAssignPrimaryKey = true

  declare plan: TenantPlan
  declare status: 'active' | 'suspended' | 'closed'
  declare locale: 'en' | 'ru'

  @beforeCreate()
  static assignId(tenant: Tenant) {
    tenant.id ??= newId()
  }
}
