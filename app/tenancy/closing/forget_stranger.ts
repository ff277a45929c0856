import app from '@adonisjs/core/services/app'
import { Audit } from '#core/audit/audit'
import { sqlRows } from '#core/database/sql'
import { forgetStrangersWith } from '#identity/resets/left_behind'

/** Nobody comes into a company any more whom a stranger asked; the company stays, with whoever is in it, to be looked at. */
forgetStrangersWith(async (trx, { actor, userId, reason }) => {
  const audit = await app.container.make(Audit)
  const invitations = await sqlRows<{ id: string; email: string; tenant_id: string }>(
    trx,
    `update tenant_invitations set withdrawn_at = now() where invited_by = ? and accepted_at is null and withdrawn_at is null
     returning id, email::text, tenant_id`,
    [userId]
  )
  for (const { id, email, tenant_id: tenantId } of invitations) {
    const target = { type: 'invitation', id, label: email }
    await audit.record(trx, { actor, action: 'tenancy.invitation_withdrawn', target, tenantId, reason })
  }
  const offers = await sqlRows<{ to_user_id: string; tenant_id: string }>(
    trx,
    `update ownership_transfers set state = 'withdrawn', ended_at = now() where from_user_id = ? and state = 'open' returning to_user_id, tenant_id`,
    [userId]
  )
  for (const { to_user_id: id, tenant_id: tenantId } of offers) {
    await audit.record(trx, { actor, action: 'tenancy.ownership_withdrawn', target: { type: 'user', id }, tenantId, reason })
  }
  const companies = await sqlRows(
    trx,
    `select 1 from tenant_members m join tenants t on t.id = m.tenant_id and t.status <> 'closed' where m.user_id = ?`,
    [userId]
  )
  return { ended: { invitations: invitations.length, offers: offers.length }, kept: { companies: companies.length } }
})
