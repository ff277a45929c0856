import db from '@adonisjs/lucid/services/db'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { hashInvitationToken } from '#tenancy/invitation_token'
import { InvitationNotOpen } from '#tenancy/exceptions'
import type { TenantRole } from '#core/rights'

export type OpenInvitation = { id: string; tenant_id: string; tenant_name: string; email: string; role: TenantRole }

/** The open invitation behind a link. Throws `InvitationNotOpen` (404) for every other token. */
export async function findInvitation(token: string, client: SqlClient = db, lock = ''): Promise<OpenInvitation> {
  const [invitation] = await sqlRows<OpenInvitation>(
    client,
    `select i.id, i.tenant_id, t.name as tenant_name, i.email::text, i.role
     from tenant_invitations i join tenants t on t.id = i.tenant_id and t.status = 'active'
     where i.token_hash = ? and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now() ${lock}`,
    [hashInvitationToken(token)]
  )
  if (!invitation) throw new InvitationNotOpen()
  return invitation
}

/** Locked, for the one who accepts it. */
export const findInvitationForUpdate = (token: string, client: SqlClient) => findInvitation(token, client, 'for update of i')
