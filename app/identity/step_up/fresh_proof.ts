import app from '@adonisjs/core/services/app'
import { Settings } from '#core/settings/settings'
import { stepUpMinutes } from '#identity/step_up/settings'

/** Whether a proof of who one is, given at that time in milliseconds, still opens dangerous acts. */
export async function isFreshProof(provedAt: number): Promise<boolean> {
  const settings = await app.container.make(Settings)
  return Date.now() - provedAt < (await settings.get(stepUpMinutes)) * 60_000
}
