import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import TenantMember from '#tenancy/models/tenant_member'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { UnknownMember } from '#tenancy/exceptions'
import { assertAnotherOwner, assertMayTouch, lockTenant } from '#tenancy/owners'
import { memberRemoved } from '#tenancy/events/tenant_events'
import type { ActingMember } from '#tenancy/acting_member'

export type RemoveMemberInput = ActingMember & { userId: string }

/** Removes a member, or lets one leave. The last owner stays. */
@inject()
export default class RemoveMember {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, tenantId, userId, mayTouchOwners }: RemoveMemberInput): Promise<void> {
    await db.transaction(async (trx) => {
      await lockTenant(trx, tenantId)
      const member = await TenantMember.query({ client: trx }).where({ tenantId, userId }).first()
      if (!member) throw new UnknownMember()
      // Everybody may leave.
      if (userId !== actor.userId) assertMayTouch(mayTouchOwners, [member.role])
      if (member.role === 'owner') await assertAnotherOwner(trx, tenantId, userId)

      await member.delete()
      await trx.from('users').where({ id: userId, last_tenant_id: tenantId }).update({ last_tenant_id: null })
      await this.audit.record(trx, {
        actor,
        action: 'tenancy.member_removed',
        target: { type: 'user', id: userId },
        tenantId,
        before: { role: member.role },
      })
      await this.outbox.record(trx, memberRemoved(member))
    })
  }
}
