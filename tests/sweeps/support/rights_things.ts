import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { createUser } from '#tests/support/users'
import type Tenant from '#tenancy/models/tenant'

export type RightsThings = {
  /** Somebody whom staff may do anything to. */
  userId: string
  strikeId: string
  proposalId: string
  platformRoleId: string
  companyRoleId: string
  /** A member of the company without any other role. */
  memberId: string
}

/** One of everything that staff keeps about people. */
export async function createRightsThings(tenant: Tenant): Promise<RightsThings> {
  const [person, member] = [await createUser(), await createUser({ tenant: { role: 'viewer', of: tenant } })]
  const things = {
    userId: person.user.id,
    memberId: member.user.id,
    ...{ strikeId: '', proposalId: '', platformRoleId: '', companyRoleId: '' },
  }
  await rightsAgain(things, tenant.id)
  return things
}

/** Sweeps decide, withdraw and remove: brings back what they took away. */
export async function rightsAgain(things: RightsThings, tenantId: string): Promise<void> {
  const [strikeId, proposalId, platformRoleId, companyRoleId] = [newId(), newId(), newId(), newId()]
  const { userId } = things
  await db.table('strikes').insert({ id: strikeId, user_id: userId, kind: 'spam', reason: 'It was spam', weight: 1 })
  const subject = { kind: 'identity.block', subject_type: 'user', subject_id: userId, subject_label: 'Somebody' }
  await db.from('proposals').where(subject).where('status', 'open').delete()
  await db.table('proposals').insert({
    ...{ id: proposalId, ...subject, payload: JSON.stringify({ days: 3 }), reason: 'Strikes', proposed_label: 'strikes' },
    expires_at: new Date(Date.now() + 86_400_000),
  })
  const role = (id: string, tenant: string | null, permission: string) => ({
    id,
    tenant_id: tenant,
    name: `Role ${id}`,
    permissions: [permission],
  })
  await db.from('custom_roles').where('tenant_id', tenantId).delete()
  await db.table('custom_roles').multiInsert([role(platformRoleId, null, 'core.audit'), role(companyRoleId, tenantId, 'catalog.view')])
  Object.assign(things, { strikeId, proposalId, platformRoleId, companyRoleId })
}
