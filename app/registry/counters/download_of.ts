import { isAutomatedClient } from '#registry/counters/automated_clients'
import { networkOf } from '#identity/network_of'
import type { Download } from '#registry/counters/count_download'
import type { HttpContext } from '@adonisjs/core/http'

/** What clients say they download for: an installation that moves on, or a build. */
const PURPOSE = 'x-rialto-purpose'
/** Names one of several installations behind one address. */
const INSTANCE = 'x-rialto-instance'

/** Whom a request for a version's bytes counts as. */
export function downloadOf({ request, user }: HttpContext, versionId: string): Download {
  const userAgent = request.header('user-agent')
  const purpose = request.header(PURPOSE)?.toLowerCase()
  const network = networkOf(request.ip())
  // A program's token is nobody's sign-in: who sends one where everybody may come is a guest.
  const isProgram = !user && request.header('authorization') !== undefined
  return {
    versionId,
    client: user ? `user ${user.id}` : `${network} ${request.header(INSTANCE) ?? userAgent ?? ''}`,
    network,
    isAutomated: isAutomatedClient({ userAgent, purpose, isProgram }),
    isUpdate: purpose === 'update',
  }
}
