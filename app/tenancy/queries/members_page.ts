import type User from '#identity/models/user'
import type { MemberRow } from '#tenancy/queries/list_members'

/** Rows of the members page with what the reader may do to each, so that the view only asks. */
export function membersPage(user: User, members: MemberRow[]) {
  const managesOwners = user.can('tenancy.manage_owners')
  const manages = user.can('tenancy.manage_members')
  const mayTouch = (row: MemberRow) => (row.role === 'owner' ? managesOwners : manages)
  return {
    mayInvite: manages,
    roles: managesOwners ? ['owner', 'admin', 'user', 'viewer'] : ['admin', 'user', 'viewer'],
    members: members.map((row) => ({
      ...row,
      isSelf: row.user_id === user.id,
      mayChange: mayTouch(row),
      mayRemove: mayTouch(row) || row.user_id === user.id,
    })),
  }
}
