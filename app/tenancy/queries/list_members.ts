import db from '@adonisjs/lucid/services/db'
import { ascending, descending, keysetPage } from '#core/http/keyset'
import type { TenantRole } from '#core/rights'

export type MemberRow = { user_id: string; full_name: string; email: string; role: TenantRole; status: string; joined_at: Date }
export type InvitationRow = { id: string; email: string; role: TenantRole; expires_at: Date; invited_by: string | null }

type Paging = { limit: number; cursor?: string | null }

/** A company's people, owners first, page by page. */
export const listMembers = (tenantId: string, { limit, cursor }: Paging) =>
  keysetPage<MemberRow>(
    db
      .from(membersOf(tenantId).select(db.raw(`array_position(array['owner','admin','user','viewer'], m.role) as rank`)).as('x'))
      .select('x.user_id', 'x.full_name', 'x.email', 'x.role', 'x.status', 'x.joined_at'),
    { sort: ascending('x.rank', 'x.full_name', 'x.user_id'), limit, cursor }
  )

/** For programs: in the order they joined, page by page. */
export const pageOfMembers = (tenantId: string, { limit, cursor }: Paging) =>
  keysetPage<MemberRow>(membersOf(tenantId), {
    sort: ascending('m.created_at', 'm.user_id'),
    limit,
    cursor,
  })

const membersOf = (tenantId: string) =>
  db
    .from('tenant_members as m')
    .join('users as u', 'u.id', 'm.user_id')
    .where('m.tenant_id', tenantId)
    .select('m.user_id', 'u.full_name', db.raw('u.email::text'), 'm.role', 'u.status', 'm.created_at as joined_at')

/** Open ones, the latest first, page by page. */
export const pageOfInvitations = (tenantId: string, { limit, cursor }: Paging) =>
  keysetPage<InvitationRow>(
    db
      .from('tenant_invitations as i')
      .leftJoin('users as u', 'u.id', 'i.invited_by')
      .where('i.tenant_id', tenantId)
      .whereNull('i.accepted_at')
      .whereNull('i.withdrawn_at')
      .whereRaw('i.expires_at > now()')
      .select('i.id', db.raw('i.email::text'), 'i.role', 'i.expires_at', 'u.full_name as invited_by'),
    { sort: descending('i.created_at', 'i.id'), limit, cursor }
  )
