import app from '@adonisjs/core/services/app'
import limiter from '@adonisjs/limiter/services/main'
import { Settings } from '#core/settings/settings'
import { ProviderRefused } from '#identity/providers/exceptions'
import { networkOf } from '#identity/network_of'
import { signInAttemptsPerAddress } from '#identity/settings'

const WINDOW_SECONDS = 15 * 60

/** Each way to a provider is a row and a few calls of ours: a network gets as many as attempts to sign in. */
export async function countDeparture(ip: string): Promise<void> {
  const settings = await app.container.make(Settings)
  const limit = await settings.get(signInAttemptsPerAddress)
  const used = await limiter.use({ requests: limit, duration: WINDOW_SECONDS }).increment(`provider:net:${networkOf(ip)}`)
  if (used.consumed > limit) throw new ProviderRefused('limit')
}
