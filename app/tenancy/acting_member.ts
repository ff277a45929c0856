import type { Actor } from '#core/actor'
import type { HttpContext } from '@adonisjs/core/http'

/** Who acts on the people of the company in context; `mayTouchOwners`: whether they make and unmake owners. */
export type ActingMember = { actor: Actor; tenantId: string; mayTouchOwners: boolean }

export const actingMember = ({ access, actor }: HttpContext): ActingMember => ({
  actor,
  tenantId: access.tenantId!,
  mayTouchOwners: access.can('tenancy.manage_owners'),
})
