import app from '@adonisjs/core/services/app'
import { QUARTER_MS } from '#core/limits/window_lengths'
import { Attempts } from '#identity/attempts'
import { ProviderRefused } from '#identity/providers/exceptions'
import { networkOf } from '#identity/network_of'
import { signInAttemptsPerAddress } from '#identity/settings'

/** Each way to a provider is a row and a few calls of ours: a network gets as many as attempts to sign in. */
export async function countDeparture(ip: string): Promise<void> {
  const attempts = await app.container.make(Attempts)
  const counted = { key: `provider:net:${networkOf(ip)}`, limit: signInAttemptsPerAddress }
  if (!(await attempts.isWithin(QUARTER_MS, counted))) throw new ProviderRefused('limit')
}
