import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import TenantInvitation from '#tenancy/models/tenant_invitation'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows } from '#core/database/sql'
import { assertNotEnded } from '#identity/sign_in/assert_not_ended'
import { lockTenant } from '#tenancy/owners'
import { AlreadyMember } from '#tenancy/exceptions'
import { memberInvited } from '#tenancy/events/tenant_events'
import { hashInvitationToken, INVITATION_DAYS, invitationToken } from '#tenancy/invitation_token'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type InviteMemberInput = { actor: Actor; tenantId: string; email: string; role: TenantInvitation['role']; locale: string }

/** Invites by email; a newer invitation of the same address replaces the older one. The link leaves by mail only. */
@inject()
export default class InviteMember {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, tenantId, email, role, locale }: InviteMemberInput): Promise<TenantInvitation> {
    return db.transaction(async (trx) => {
      await assertNotEnded(trx, actor)
      await lockTenant(trx, tenantId)
      await assertNoMember(trx, tenantId, email)
      await TenantInvitation.query({ client: trx })
        .where({ tenantId, email })
        .whereNull('acceptedAt')
        .whereNull('withdrawnAt')
        .update({ withdrawn_at: Clock.now().toJSDate() })
      const id = newId()
      const invitation = await TenantInvitation.create(
        {
          id,
          tenantId,
          email,
          role,
          tokenHash: hashInvitationToken(invitationToken(id)),
          invitedBy: actor.userId,
          expiresAt: Clock.now().plus({ days: INVITATION_DAYS }),
        },
        { client: trx }
      )
      const target = { type: 'invitation', id, label: email }
      await this.audit.record(trx, { actor, action: 'tenancy.member_invited', target, tenantId, after: { email, role } })
      await this.outbox.record(trx, memberInvited(invitation, locale))
      return invitation
    })
  }
}

async function assertNoMember(trx: TransactionClientContract, tenantId: string, email: string) {
  const sql = 'select 1 from tenant_members m join users u on u.id = m.user_id where m.tenant_id = ? and u.email = ?'
  const members = await sqlRows(trx, sql, [tenantId, email])
  if (members.length) throw new AlreadyMember()
}
