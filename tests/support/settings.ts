import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/actor'
import { Settings } from '#core/settings/settings'

/** Puts a setting in force, as an operator does. Answers how to go back to the default. */
export async function changeSetting(key: string, value: unknown): Promise<() => Promise<void>> {
  const settings = await app.container.make(Settings)
  await settings.set(systemActor('test'), key, value)
  return async () => {
    await db.from('settings').where('key', key).delete()
    settings.forget()
  }
}
