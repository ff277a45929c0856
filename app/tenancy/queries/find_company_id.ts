import Tenant from '#tenancy/models/tenant'
import { NotFound } from '#core/http/exceptions'

/** The id of the company with this slug, null where none is named. Throws `NotFound` (404). */
export async function findCompanyId(slug: string | undefined): Promise<string | null> {
  if (!slug) return null
  const tenant = await Tenant.findBy('slug', slug)
  if (!tenant) throw new NotFound()
  return tenant.id
}
