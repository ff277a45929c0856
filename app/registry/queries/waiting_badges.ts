import { countWaitingAdvisories } from '#registry/advisories/queries/waiting_advisories'
import { countWaiting } from '#runtime/queries/list_waiting'
import type { HttpContext } from '@adonisjs/core/http'

/** How many versions or advisories wait for a word of the person who looks at the menu. One query, on the panels that show it. */
export async function waitingBadges({ access, route }: HttpContext): Promise<Record<string, number>> {
  const panel = route?.name?.split('.')[0]
  if (panel === 'seller' && access.tenantId && access.can('runtime.manage')) {
    return { 'registry.nav_installed': await countWaiting(access.tenantId) }
  }
  if (panel === 'operator' && access.can('runtime.operate')) return { 'registry.nav_platform': await countWaiting(null) }
  if (panel === 'moderator' && access.can('trust.advise')) return { 'advisories.nav': await countWaitingAdvisories() }
  return {}
}
