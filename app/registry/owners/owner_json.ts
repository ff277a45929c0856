import { nullable, object, string } from '#core/http/openapi/words'
import type { Owners } from '#registry/owners/queries/list_owners'

export const toOwnersJson = ({ owners, invitations, transfer }: Owners) => ({
  owners: owners.map((owner) => ({
    user_id: owner.user_id,
    username: owner.username,
    full_name: owner.full_name,
    role: owner.role,
    since: owner.created_at.toISOString(),
  })),
  invitations: invitations.map(({ id, email, role, expires_at: at }) => ({ id, email, role, expires_at: at.toISOString() })),
  transfer: transfer && {
    status: transfer.status,
    email: transfer.to_email,
    expires_at: transfer.expires_at.toISOString(),
    completes_at: transfer.completes_at?.toISOString() ?? null,
  },
})

const ROLE = { enum: ['owner', 'maintainer', 'publisher'] }
const TRANSFER = { ...object({ status: { enum: ['offered', 'cooling'] }, email: string, expires_at: string, completes_at: nullable }) }

export const OWNERS = object({
  owners: { type: 'array', items: object({ user_id: string, username: string, full_name: string, role: ROLE, since: string }) },
  invitations: { type: 'array', items: object({ id: string, email: string, role: ROLE, expires_at: string }) },
  transfer: { ...TRANSFER, type: ['object', 'null'] },
})
export const ASKED = object({ id: string, expires_at: string })
export const JOINED = object({ success: { type: 'boolean' }, plugin: string, role: ROLE })
export const TRANSFER_ANSWER = object({ success: { type: 'boolean' }, plugin: string, completes_at: nullable })
