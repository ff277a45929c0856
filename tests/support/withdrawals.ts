import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { WithdrawPlugin, type Withdrawal } from '#registry/takedowns/actions/withdraw_plugin'
import { createUser } from '#tests/support/users'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'

export const REASON = 'It sends orders to somebody else'

/** A published plugin whose bytes no other has. */
export async function published() {
  const { user: publisher } = await createUser({ platform: ['user'] })
  const name = pluginName()
  const { pluginId, id: versionId } = await releasePlugin(publisher, { name, salt: Math.trunc(Math.random() * 1e9) })
  return { publisher, name, pluginId, versionId }
}

export const moderator = async () => (await createUser({ platform: ['moderator'] })).user
export const withdraw = async (input: Omit<Withdrawal, 'reason'>) =>
  (await app.container.make(WithdrawPlugin)).handle({ reason: REASON, ...input })
export const statusOf = async (pluginId: string) =>
  (await db.from('plugins').where('id', pluginId).select('status').firstOrFail()).status as string
