import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import TenantInvitation from '#tenancy/models/tenant_invitation'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { InvitationNotOpen } from '#tenancy/exceptions'
import type { Actor } from '#core/actor'

/** Takes an invitation back: its link stops working. */
@inject()
export default class WithdrawInvitation {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, tenantId, invitationId }: { actor: Actor; tenantId: string; invitationId: string }): Promise<void> {
    await db.transaction(async (trx) => {
      const invitation = await TenantInvitation.query({ client: trx })
        .where({ id: invitationId, tenantId })
        .withScopes((scopes) => scopes.open())
        .forUpdate()
        .first()
      if (!invitation) throw new InvitationNotOpen()
      await invitation.merge({ withdrawnAt: Clock.now() }).save()
      const target = { type: 'invitation', id: invitation.id, label: invitation.email }
      await this.audit.record(trx, { actor, action: 'tenancy.invitation_withdrawn', target, tenantId })
    })
  }
}
