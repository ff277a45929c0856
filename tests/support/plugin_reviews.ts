import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import { SubmitReview } from '#registry/reviews/actions/submit_review'
import { actorOf, pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { createUser } from '#tests/support/users'
import type User from '#identity/models/user'

export const COMMENT = 'It does what it says, and quickly.'

export const reviewBody = (extra: Record<string, unknown> = {}) => ({
  version: '1.0.0',
  rating: 4,
  title: 'Good',
  comment: COMMENT,
  ...extra,
})

/** A public plugin with its publisher. */
export async function createPlugin() {
  const publisher = (await createUser({ platform: ['user'] })).user
  const name = pluginName()
  const { pluginId } = await releasePlugin(publisher, { name })
  return { name, pluginId, publisher }
}

/** Somebody whose account is old enough to be taken at its word. */
export async function createReviewer(): Promise<User> {
  const { user } = await createUser({ platform: ['user'] })
  await grownUp(user)
  return user
}

export const grownUp = (user: User) => sqlRun(db, `update users set created_at = now() - interval '60 days' where id = ?`, [user.id])

export async function writeReview(user: User, plugin: string, text: { rating?: number; comment?: string } = {}) {
  const submit = await app.container.make(SubmitReview)
  const { rating = 4, comment = COMMENT } = text
  return submit.handle({ actor: actorOf(user), plugin, version: '1.0.0', rating, title: null, comment })
}

/** As if the company had installed the plugin once and removed it again. */
export const adopt = (pluginId: string, tenantId: string) =>
  db.table('plugin_adoptions').insert({ plugin_id: pluginId, tenant_id: tenantId, first_installed_at: new Date() })
