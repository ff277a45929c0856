import app from '@adonisjs/core/services/app'
import { DraftAdvisory } from '#registry/advisories/actions/draft_advisory'
import { ChangeAdvisoryStatus } from '#registry/advisories/actions/change_advisory_status'
import { actorOf, pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { createUser } from '#tests/support/users'
import type User from '#identity/models/user'
import type { RangeEvent } from '#registry/advisories/affected_ranges'

/** A plugin with several published versions. */
export async function pluginWith(versions: string[]) {
  const { user: publisher } = await createUser({ platform: ['user'] })
  const name = pluginName()
  const released = []
  for (const [salt, version] of versions.entries()) released.push(await releasePlugin(publisher, { name, version, salt: salt + 1 }))
  return { publisher, name, pluginId: released[0]!.pluginId, versionIds: released.map(({ id }) => id) }
}

/** The body of a request that names one plugin. */
export const advisoryBody = (plugin: string, events: RangeEvent[]) => ({
  summary: 'Discounts can be read by strangers',
  details: 'The module writes what it knows where others may read it.',
  severity: 'high',
  affected: [{ plugin, ranges: [{ events }] }],
})

export async function draftAbout(plugin: string, events: RangeEvent[]) {
  const { user } = await createUser({ platform: ['moderator'] })
  const draft = await app.container.make(DraftAdvisory)
  const text = { ...advisoryBody(plugin, events), severity: 'high' as const, cvss: null, aliases: [], references: [] }
  return { ...(await draft.handle({ actor: actorOf(user), isModerator: true }, text)), moderator: user }
}

export const actOn = async (user: User, advisoryId: string, act: 'submit' | 'publish' | 'withdraw' | 'reject') =>
  (await app.container.make(ChangeAdvisoryStatus)).handle({ actor: actorOf(user), advisoryId, act, reason: 'It was looked at' })

/** A published advisory about these versions of a plugin. */
export async function advise(plugin: string, events: RangeEvent[]) {
  const { id, code, moderator } = await draftAbout(plugin, events)
  await actOn(moderator, id, 'submit')
  const { serial } = await actOn(moderator, id, 'publish')
  return { id, code, moderator, serial }
}
