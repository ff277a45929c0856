import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { CreateToken, type NewToken } from '#registry/tokens/actions/create_token'
import { actorOf, pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { createUser } from '#tests/support/users'
import type User from '#identity/models/user'
import type { DomainEvent } from '#core/outbox/event'
import type { OwnerRole } from '#registry/owners/publishing_policy'

export const somebody = async () => (await createUser({ platform: ['user'] })).user

/** A program's token of `user`, as the panel makes them. */
export async function programToken(user: User, terms: Partial<NewToken> = {}, tenantId: string | null = null) {
  const create = await app.container.make(CreateToken)
  const token = { name: 'CI', scopes: ['publish-update'], plugins: [], stageOnly: false, days: 30, ...terms }
  return create.handle({ actor: { ...actorOf(user), tenantId }, token })
}

export async function giveRole(plugin: string, user: User, role: OwnerRole) {
  const { id } = await db.from('plugins').where('name', plugin).select('id').firstOrFail()
  await db.table('plugin_owners').insert({ plugin_id: id, user_id: user.id, role })
}

/** A published plugin with somebody in each role. */
export async function teamPlugin(prefix?: string) {
  const name = pluginName(prefix)
  const [owner, maintainer, publisher, stranger] = [await somebody(), await somebody(), await somebody(), await somebody()]
  await releasePlugin(owner, { name })
  await giveRole(name, maintainer, 'maintainer')
  await giveRole(name, publisher, 'publisher')
  return { name, owner, maintainer, publisher, stranger }
}

/** Somebody's role in a plugin, or null. */
export const roleOf = async (plugin: string, user: User) =>
  (
    await db
      .from('plugin_owners as o')
      .join('plugins as p', 'p.id', 'o.plugin_id')
      .where({ 'p.name': plugin, 'o.user_id': user.id })
      .select('o.role')
      .first()
  )?.role ?? null

/** The newest event of a name, as its consumers get it. */
export const lastEvent = async (name: string, id: string) => {
  const { payload } = await db.from('outbox').where({ name, aggregate_id: id }).orderBy('occurred_at', 'desc').firstOrFail()
  return { name, aggregateId: id, payload } as DomainEvent<never>
}
