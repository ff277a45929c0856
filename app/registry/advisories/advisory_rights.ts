import { Forbidden } from '#core/http/exceptions'
import { AdvisoryNotFound } from '#registry/advisories/exceptions'
import { findAnyAdvisory } from '#registry/advisories/queries/find_advisory'
import { isPublicAdvisory } from '#registry/advisories/advisory_states'
import type { HttpContext } from '@adonisjs/core/http'
import type { Advisory } from '#registry/advisories/advisory'
import type { Writer } from '#registry/advisories/actions/keep_affected'

/** Whether somebody decides about advisories: moderators. */
export const isAdviser = ({ access }: Pick<HttpContext, 'access'>): boolean => access.can('trust.advise')

/** Who writes advisories: moderators about anything, publishers about what is theirs. Throws `Forbidden`. */
export function writerOf({ access, actor }: Pick<HttpContext, 'access' | 'actor'>): Writer {
  const isModerator = isAdviser({ access })
  if (!isModerator && !access.can('registry.publish')) throw new Forbidden()
  return { actor, isModerator }
}

/**
 * An advisory for those who may know of it before everybody: moderators, operators, and who wrote it. Others find nothing.
 * Throws `AdvisoryNotFound` (404).
 */
export async function readableAdvisory({ access, user }: Pick<HttpContext, 'access' | 'user'>, code: string): Promise<Advisory> {
  const advisory = await findAnyAdvisory(code)
  const isStaff = isAdviser({ access }) || (access.can('runtime.operate') && isPublicAdvisory(advisory.status))
  const isAuthor = user !== null && advisory.created_by === user.id
  if (!isStaff && !isAuthor) throw new AdvisoryNotFound()
  return advisory
}
