import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import TenantMember from '#tenancy/models/tenant_member'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { UnknownMember } from '#tenancy/exceptions'
import { assertAnotherOwner, assertMayTouch, lockTenant } from '#tenancy/owners'
import { memberRoleChanged } from '#tenancy/events/tenant_events'
import type { ActingMember } from '#tenancy/acting_member'
import type { TenantRole } from '#core/rights'

export type ChangeMemberRoleInput = ActingMember & { userId: string; role: TenantRole }

/** Gives a member another role in the tenant in context; counts from their next request. */
@inject()
export default class ChangeMemberRole {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, tenantId, userId, role, mayTouchOwners }: ChangeMemberRoleInput): Promise<TenantMember> {
    return db.transaction(async (trx) => {
      await lockTenant(trx, tenantId)
      const member = await TenantMember.query({ client: trx }).where({ tenantId, userId }).first()
      if (!member) throw new UnknownMember()
      const before = member.role
      if (before === role) return member
      assertMayTouch(mayTouchOwners, [before, role])
      if (before === 'owner') await assertAnotherOwner(trx, tenantId, userId)

      await member.merge({ role }).save()
      await this.audit.record(trx, {
        actor,
        action: 'tenancy.member_role_changed',
        target: { type: 'user', id: userId },
        tenantId,
        before: { role: before },
        after: { role },
      })
      await this.outbox.record(trx, memberRoleChanged(member))
      return member
    })
  }
}
