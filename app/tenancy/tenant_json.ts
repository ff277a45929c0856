import type Tenant from '#tenancy/models/tenant'
import type { InvitationRow, MemberRow } from '#tenancy/queries/list_members'

export const tenantJson = (tenant: Tenant) => ({
  id: tenant.id,
  name: tenant.name,
  slug: tenant.slug,
  plan: tenant.plan,
  status: tenant.status,
  legal_name: tenant.legalName,
  legal_address: tenant.legalAddress,
  country: tenant.country,
  inn: tenant.inn,
  ogrn: tenant.ogrn,
  kpp: tenant.kpp,
  contact_email: tenant.contactEmail,
  contact_phone: tenant.contactPhone,
  website: tenant.website,
  locale: tenant.locale,
  timezone: tenant.timezone,
  is_verified: tenant.verifiedAt !== null,
  verified_until: tenant.verifiedUntil?.toUTC().toISO() ?? null,
  version: tenant.version,
  created_at: tenant.createdAt.toUTC().toISO(),
})

export const memberJson = ({ user_id, full_name, email, role, joined_at }: MemberRow) => ({
  user_id,
  full_name,
  email,
  role,
  joined_at: joined_at.toISOString(),
})

export const invitationJson = ({ id, email, role, expires_at, invited_by }: InvitationRow) => ({
  id,
  email,
  role,
  expires_at: expires_at.toISOString(),
  invited_by,
})
