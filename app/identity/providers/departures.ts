import app from '@adonisjs/core/services/app'
import { AttemptWindows } from '#core/limits/attempt_windows'
import { Settings } from '#core/settings/settings'
import { ProviderRefused } from '#identity/providers/exceptions'
import { networkOf } from '#identity/network_of'
import { signInAttemptsPerAddress } from '#identity/settings'

const WINDOW_MS = 15 * 60 * 1000

/** Each way to a provider is a row and a few calls of ours: a network gets as many as attempts to sign in. */
export async function countDeparture(ip: string): Promise<void> {
  const settings = await app.container.make(Settings)
  const limit = await settings.get(signInAttemptsPerAddress)
  const windows = await app.container.make(AttemptWindows)
  const [{ isAllowed }] = await windows.of(WINDOW_MS).takeAll([{ key: `provider:net:${networkOf(ip)}`, limit }])
  if (!isAllowed) throw new ProviderRefused('limit')
}
