import { args, flags } from '@adonisjs/core/ace'
import vine from '@vinejs/vine'
import app from '@adonisjs/core/services/app'
import { PlatformCommand } from '#core/commands/platform_command'
import { systemActor } from '#core/actor'
import { TENANT_PLANS } from '#tenancy/models/tenant'
import { ChangePlan } from '#tenancy/tenants/change_plan'
import { findTenant } from '#tenancy/tenants/list_tenants'

type Change = { tenant_id: string; slug: string; plan: string; changed: boolean }

const planValidator = vine.create({ plan: vine.enum(TENANT_PLANS) })

export default class TenantPlanCommand extends PlatformCommand<Change> {
  static commandName = 'tenant:plan'
  static description = 'Put a company on another plan'

  @args.string({ description: 'Slug or id of the company' })
  declare tenant: string

  @args.string({ description: TENANT_PLANS.join(', ') })
  declare plan: string

  @flags.string({ description: 'Why; kept in the audit log' })
  declare reason: string

  protected async perform() {
    const { plan } = await planValidator.validate({ plan: this.plan?.toUpperCase() })
    const { id, slug } = await findTenant(this.tenant)
    const changePlan = await app.container.make(ChangePlan)
    const changed = await changePlan.handle({ actor: systemActor('tenant:plan'), tenantId: id, plan, reason: this.reason ?? 'By command' })
    return { tenant_id: id, slug, plan, changed }
  }

  protected describe({ slug, plan, changed }: Change) {
    return changed ? `${slug} is on ${plan} now` : `${slug} is on ${plan} already`
  }
}
