import type { NewEvent } from '#core/outbox/event'
import type Tenant from '#tenancy/models/tenant'
import type { TenantRole } from '#core/rights'

export const tenantCreated = (tenant: Tenant, ownerId: string): NewEvent<{ name: string; owner_id: string; plan: string }> => ({
  name: 'tenancy.tenant_created.v1',
  aggregateId: tenant.id,
  tenantId: tenant.id,
  payload: { name: tenant.name, owner_id: ownerId, plan: tenant.plan },
})

export const memberInvited = (invitation: { id: string; tenantId: string }, locale: string): NewEvent<{ locale: string }> => ({
  name: 'tenancy.member_invited.v1',
  aggregateId: invitation.id,
  tenantId: invitation.tenantId,
  payload: { locale },
})

type Membership = { tenantId: string; userId: string; role: TenantRole }

const memberEvent =
  (name: string) =>
  ({ tenantId, userId, role }: Membership): NewEvent<{ user_id: string; role: TenantRole }> => ({
    name,
    aggregateId: tenantId,
    tenantId,
    payload: { user_id: userId, role },
  })

export const memberJoined = memberEvent('tenancy.member_joined.v1')
export const memberRoleChanged = memberEvent('tenancy.member_role_changed.v1')
export const memberRemoved = memberEvent('tenancy.member_removed.v1')
