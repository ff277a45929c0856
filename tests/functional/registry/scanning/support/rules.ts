import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import ContinueRescan from '#registry/scanning/jobs/continue_rescan'
import { ChangeRuleset } from '#registry/scanning/rules/change_ruleset'
import { activeRuleset } from '#registry/scanning/rules/active_ruleset'
import { createUser } from '#tests/support/users'
import { actorOf } from '#tests/support/plugin_uploads'
import type { Condition, Rule, Ruleset } from '#registry/scanning/rules/ruleset'

export const admin = async () => (await createUser({ platform: ['admin'] })).user
export const rule = (id: string, when: Condition, more: Partial<Rule> = {}): Rule => ({
  ...{ id, title: { en: `Rule ${id}`, ru: `Правило ${id}` }, when, then: 'review' },
  ...more,
})

/** A line with something that looks like a key, put together so that this file holds none. */
export const SECRET = `const key = 'AKIA${'Q3XW7ZB2MNE5TYRV'}'`

export async function putInForce(document: Ruleset): Promise<number> {
  const change = await app.container.make(ChangeRuleset)
  const actor = actorOf(await admin())
  const version = await change.keep({ actor, document, note: 'for a test' })
  await change.activate({ actor, version, instead: (await activeRuleset(db)).version })
  return version
}

/** These before those that hold now. */
export const withRules = async (rules: Rule[], more: Partial<Ruleset> = {}) => {
  const { document } = await activeRuleset(db)
  return putInForce({ ...document, ...more, rules: [...rules, ...document.rules] })
}

/** The rules that held when the group began, and no look at everything that goes on. */
export async function restoreRules(first: Ruleset): Promise<void> {
  if (JSON.stringify((await activeRuleset(db)).document) !== JSON.stringify(first)) await putInForce(first)
  await db.from('rescans').whereNull('finished_at').update({ finished_at: new Date() })
}

export const rescanAll = async () => {
  const job = await app.container.make(ContinueRescan)
  for (let turns = 0; turns < 50 && (await db.from('rescans').whereNull('finished_at').first()); turns++) await job.handle()
}

export const versionOf = (id: string) => db.from('plugin_versions').where({ id }).firstOrFail()
