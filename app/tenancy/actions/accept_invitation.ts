import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import TenantMember from '#tenancy/models/tenant_member'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { VouchForAddress } from '#identity/confirmations/actions/vouch_for_address'
import { InvitedSomebodyElse } from '#tenancy/exceptions'
import { runInTenant } from '#tenancy/tenant_context'
import { lockTenant } from '#tenancy/owners'
import { ClaimQuota } from '#tenancy/quotas/claim_quota'
import { memberQuota } from '#tenancy/quotas/quotas'
import { memberJoined } from '#tenancy/events/tenant_events'
import { findInvitation, findInvitationForUpdate, type OpenInvitation } from '#tenancy/queries/find_invitation'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type AcceptInvitationInput = { actor: Actor; user: { id: string; email: string }; token: string }

/** Joins the inviting company. Only the account of the invited address may: a forwarded link is not a key. The link confirms the address. */
@inject()
export default class AcceptInvitation {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly claim: ClaimQuota,
    private readonly vouch: VouchForAddress
  ) {}

  async handle({ actor, user, token }: AcceptInvitationInput): Promise<OpenInvitation> {
    const { tenant_id: tenantId } = await findInvitation(token)
    return db.transaction(async (trx) => {
      await lockTenant(trx, tenantId)
      const invitation = await findInvitationForUpdate(token, trx)
      if (invitation.email.toLowerCase() !== user.email.toLowerCase()) throw new InvitedSomebodyElse()
      await this.#join(trx, invitation, user.id)
      await this.vouch.within(trx, { actor, userId: user.id, address: invitation.email, by: 'invitation' })
      const target = { type: 'user', id: user.id, label: user.email }
      await this.audit.record(trx, { actor, action: 'tenancy.member_joined', target, tenantId, after: { role: invitation.role } })
      await this.outbox.record(trx, memberJoined({ tenantId, userId: user.id, role: invitation.role }))
      return invitation
    })
  }

  async #join(trx: TransactionClientContract, { id, tenant_id: tenantId, role }: OpenInvitation, userId: string) {
    const members = await trx.from('tenant_members').where({ tenant_id: tenantId, user_id: userId }).select('id')
    if (!members.length) {
      await this.claim.handle(trx, { tenantId, quota: memberQuota })
      await runInTenant(tenantId, () => TenantMember.create({ userId, role }, { client: trx }))
    }
    await trx.from('tenant_invitations').where('id', id).update({ accepted_at: new Date() })
    await trx.from('users').where('id', userId).update({ last_tenant_id: tenantId })
  }
}
