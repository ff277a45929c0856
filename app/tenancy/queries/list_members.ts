import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { TenantRole } from '#core/rights'

export type MemberRow = { user_id: string; full_name: string; email: string; role: TenantRole; status: string; joined_at: Date }
export type InvitationRow = { id: string; email: string; role: TenantRole; expires_at: Date; invited_by: string | null }

/** A company's people, owners first. Bounded by the plan, so one page. */
export const listMembers = (tenantId: string) =>
  sqlRows<MemberRow>(
    db,
    `select m.user_id, u.full_name, u.email::text, m.role, u.status, m.created_at as joined_at
     from tenant_members m join users u on u.id = m.user_id
     where m.tenant_id = ?
     order by array_position(array['owner','admin','user','viewer'], m.role), u.full_name, u.id limit 1000`,
    [tenantId]
  )

export const listOpenInvitations = (tenantId: string) =>
  sqlRows<InvitationRow>(
    db,
    `select i.id, i.email::text, i.role, i.expires_at, u.full_name as invited_by
     from tenant_invitations i left join users u on u.id = i.invited_by
     where i.tenant_id = ? and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()
     order by i.created_at desc limit 200`,
    [tenantId]
  )
