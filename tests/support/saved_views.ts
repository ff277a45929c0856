import { createUser, PASSWORD, type UserOptions } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import type Tenant from '#tenancy/models/tenant'

export async function signedIn(options: UserOptions) {
  const { user, tenant } = await createUser(options as UserOptions & { tenant: { role: 'owner' } })
  const visitor = new Visitor()
  const { location } = await visitor.signIn(user.email, PASSWORD)
  if (location?.startsWith('/sign-in')) throw new Error('The sign-in was refused')
  return { user, tenant, visitor }
}

export const member = (of: Tenant | undefined, role: 'owner' | 'admin' | 'user' | 'viewer') => signedIn({ tenant: { role, of } })

/** Saves a view of the list at an address, of the whole list unless told otherwise, and answers its id. */
export async function saveView(visitor: Visitor, at: string, fields: Record<string, string>) {
  await visitor.open(at)
  const answer = await visitor.submit('/account/views', { at, query: '', ...fields })
  return { ...answer, id: /view=([\w-]{36})/.exec(answer.location ?? '')?.[1] ?? '' }
}
