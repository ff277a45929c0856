import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import ContinueRescan from '#registry/scanning/jobs/continue_rescan'
import LookForCopies from '#registry/scanning/jobs/look_for_copies'
import { ChangeRuleset } from '#registry/scanning/rules/change_ruleset'
import { RefusedByRules } from '#registry/scanning/exceptions'
import { StatusConflict } from '#registry/exceptions/refusals'
import { WithdrawVersion } from '#registry/takedowns/actions/withdraw_version'
import { activeRuleset } from '#registry/scanning/rules/active_ruleset'
import { startRescan } from '#registry/scanning/rescans/start_rescan'
import { tryOnHistory } from '#registry/scanning/rules/try_on_history'
import OpenDoubtedVersion from '#moderation/jobs/open_doubted_version'
import { DecideReviewItem } from '#moderation/actions/decide_review_item'
import { createUser } from '#tests/support/users'
import { moderator, withdraw } from '#tests/support/withdrawals'
import { actorOf, pluginName } from '#tests/support/plugin_uploads'
import { approve, publishScript, scanOf } from '#tests/functional/registry/scanning/support/script_uploads'
import type { Condition, Rule, Ruleset } from '#registry/scanning/rules/ruleset'

const admin = async () => (await createUser({ platform: ['admin'] })).user
const make = () => app.container.make(ChangeRuleset)
const rule = (id: string, when: Condition, more: Partial<Rule> = {}): Rule => ({
  ...{ id, title: { en: `Rule ${id}`, ru: `Правило ${id}` }, when, then: 'review' },
  ...more,
})
const OF_TEST = { fact: 'category', in: ['observability'] } satisfies Condition
const SECRET = `const key = 'AKIA${'Q3XW7ZB2MNE5TYRV'}'`
const LONG = Array.from({ length: 120 }, (_, i) => `export const share${i} = (sum) => sum / ${i + 3} - ${i * 104_729}`).join('\n')

async function putInForce(document: Ruleset): Promise<number> {
  const change = await make()
  const actor = actorOf(await admin())
  const version = await change.keep({ actor, document, note: 'for a test' })
  await change.activate({ actor, version, instead: (await activeRuleset(db)).version })
  return version
}

const withRules = async (rules: Rule[], more: Partial<Ruleset> = {}) => {
  const { document } = await activeRuleset(db)
  return putInForce({ ...document, ...more, rules: [...rules, ...document.rules] })
}

const rescanAll = async () => {
  const job = await app.container.make(ContinueRescan)
  for (let turns = 0; turns < 50 && (await db.from('rescans').whereNull('finished_at').first()); turns++) await job.handle()
}
const versionOf = (id: string) => db.from('plugin_versions').where({ id }).firstOrFail()

test.group('Rules for uploads', (group) => {
  let first: Ruleset
  group.setup(async () => {
    first = (await activeRuleset(db)).document
  })
  group.each.teardown(async () => {
    if (JSON.stringify((await activeRuleset(db)).document) !== JSON.stringify(first)) await putInForce(first)
    await db.from('rescans').whereNull('finished_at').update({ finished_at: new Date() })
  })

  test('let pass, send to review or refuse, and each decision names the rules it followed', async ({ assert }) => {
    const version = await withRules([
      rule('no-secrets', { fact: 'findings', has_any: ['secret_*'] }, { then: 'refuse' }),
      rule(
        'known-people',
        {
          all: [
            { fact: 'account_days', at_most: 1 },
            { fact: 'published_versions', at_least: 1 },
          ],
        },
        { then: 'publish' }
      ),
    ])
    const { id, user, name, status } = await publishScript()
    assert.equal(status, 'pending_review')
    await approve(id)
    const next = await publishScript({ user, name, version: '1.1.0' })
    assert.equal(next.status, 'published')
    assert.deepInclude(await scanOf(next.id), { ruleset_version: version, rule_id: 'known-people', decision: 'publish' })

    const bad = pluginName('bad')
    const refused = await publishScript({ name: bad, head: SECRET }).catch((error: unknown) => error)
    assert.instanceOf(refused, RefusedByRules)
    assert.deepEqual(
      (refused as RefusedByRules).details.map(({ rule: by }) => by),
      ['no-secrets', 'secret_likely']
    )
    assert.isEmpty(await db.from('plugins').where({ name: bad }))
    const [kept] = await db.from('scans').where('plugin_name', bad)
    assert.deepInclude(kept, { version_id: null, decision: 'refuse', rule_id: 'no-secrets', ruleset_version: version })
  })

  test('make findings graver than they are by themselves', async ({ assert }) => {
    const failing = { body: "throw new Error('no shop')" }
    const before = await publishScript(failing)
    assert.equal((await scanOf(before.id)).outcome, 'pass')
    await withRules([], { severities: { dry_run_failed: 'warning' } })
    const after = await publishScript(failing)
    assert.equal((await scanOf(after.id)).outcome, 'warning')
  })

  test('are tried on what was uploaded before, and change nothing by that', async ({ assert }) => {
    const { id } = await publishScript({ head: SECRET })
    const document = {
      ...first,
      rules: [rule('no-secrets', { fact: 'findings', has_any: ['secret_*'] }, { then: 'refuse' }), ...first.rules],
    }
    const { changed, count } = await tryOnHistory(db, document)
    assert.isAbove(count, 0)
    const tried = changed.find(({ version_id: of }) => of === id)
    assert.deepInclude(tried!, { decision: 'review', verdict: 'refuse' })
    assert.isUndefined((await tryOnHistory(db, first)).changed.find(({ version_id: of }) => of === id))
    assert.equal((await versionOf(id)).status, 'pending_review')
  })

  test('of two operators who put rules in force at once one does, the other is told to look again', async ({ assert }) => {
    const change = await make()
    const [one, other] = [actorOf(await admin()), actorOf(await admin())]
    const instead = (await activeRuleset(db)).version
    const versions = await Promise.all([one, other].map((actor) => change.keep({ actor, document: first, note: 'the same' })))
    const results = await Promise.allSettled([
      change.activate({ actor: one, version: versions[0]!, instead }),
      change.activate({ actor: other, version: versions[1]!, instead }),
    ])
    assert.sameMembers(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected']
    )
    const [lost] = results.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
    assert.instanceOf(lost!.reason, StatusConflict)
    assert.lengthOf(await db.from('scan_rulesets').where('is_active', true), 1)
  })
})

test.group('A new look at what is published', (group) => {
  let first: Ruleset
  group.setup(async () => {
    first = (await activeRuleset(db)).document
  })
  group.each.teardown(async () => {
    if (JSON.stringify((await activeRuleset(db)).document) !== JSON.stringify(first)) await putInForce(first)
    await db.from('rescans').whereNull('finished_at').update({ finished_at: new Date() })
  })

  test('hides what a new rule says must not stay, once, and leaves the rest; a person lets it out for good', async ({ assert }) => {
    const [bad, good] = [await publishScript({ head: SECRET }), await publishScript()]
    await Promise.all([approve(bad.id), approve(good.id)])
    await db
      .from('plugin_versions')
      .whereNotIn('id', [bad.id, good.id])
      .whereIn('status', ['published', 'yanked'])
      .update({ status: 'closed' })
    const secrets: Condition = { all: [{ fact: 'findings', has_any: ['secret_*'] }, { not: OF_TEST }] }
    await withRules([rule('no-secrets', secrets, { then: 'refuse', if_published: 'quarantine' })])
    await rescanAll()
    assert.equal((await versionOf(bad.id)).status, 'quarantined')
    assert.isNotNull((await versionOf(bad.id)).quarantine_expires_at)
    assert.equal((await versionOf(good.id)).status, 'published')
    assert.deepInclude(await scanOf(bad.id), { kind: 'rescan', decision: 'quarantine', rule_id: 'no-secrets' })
    assert.deepInclude(await db.from('rescans').orderBy('started_at', 'desc').firstOrFail(), { seen: 2, hidden: 1, failed: 0 })

    const release = await app.container.make(WithdrawVersion)
    const staff = actorOf(await moderator())
    await release.handle({ actor: staff, versionId: bad.id, act: 'release', reasonCode: 'meets_rules', publicReason: 'It is an example' })
    await db.transaction((trx) => startRescan(trx, { reason: 'again', scope: 'all' }))
    await rescanAll()
    assert.equal((await versionOf(bad.id)).status, 'published')
  })

  test('goes on where it was when the worker died, and one worker is at it at a time', async ({ assert }) => {
    const made = [await publishScript(), await publishScript(), await publishScript()]
    for (const { id } of made) await approve(id)
    const ids = made.map(({ id }) => id).sort()
    await db.from('plugin_versions').whereNotIn('id', ids).whereIn('status', ['published', 'yanked']).update({ status: 'closed' })
    await db.transaction((trx) => startRescan(trx, { reason: 'a test', scope: 'all' }))
    const [rescan] = await db.from('rescans').whereNull('finished_at')
    // As a worker leaves it that died after the first version.
    const soon = new Date(Date.now() + 60_000)
    await db.from('rescans').where('id', rescan.id).update({ after: ids[0], seen: 1, claimed_until: soon })
    const job = await app.container.make(ContinueRescan)
    await job.handle()
    assert.lengthOf(await db.from('scans').whereIn('version_id', ids).where('kind', 'rescan'), 0)
    await db
      .from('rescans')
      .where('id', rescan.id)
      .update({ claimed_until: new Date(Date.now() - 1_000) })
    await Promise.all([job.handle(), job.handle()])
    await rescanAll()
    const looked = await db.from('scans').whereIn('version_id', ids).where('kind', 'rescan').select('version_id')
    assert.sameMembers(
      looked.map(({ version_id: id }) => id),
      ids.slice(1)
    )
    assert.equal((await db.from('rescans').where('id', rescan.id).firstOrFail()).seen, 3)
  })

  test('asks a moderator about what a rule only doubts; it stays public, and once looked at it is not asked about again', async ({
    assert,
  }) => {
    const doubted = await publishScript({ head: SECRET })
    await approve(doubted.id)
    await db.from('plugin_versions').whereNot('id', doubted.id).whereIn('status', ['published', 'yanked']).update({ status: 'closed' })
    await withRules([rule('doubtful', { fact: 'findings', has_any: ['secret_*'] }, { if_published: 'review' })])
    await rescanAll()
    const asked = () => db.from('outbox').where({ name: 'registry.version_doubted.v1', aggregate_id: doubted.pluginId })
    assert.lengthOf(await asked(), 1)
    await (await app.container.make(OpenDoubtedVersion)).handle((await asked())[0])
    const item = await db.from('review_items').where({ subject_type: 'doubted_version', subject_id: doubted.id }).firstOrFail()
    assert.equal((await versionOf(doubted.id)).status, 'published')

    const decide = await app.container.make(DecideReviewItem)
    const decision = { decision: 'approve', reasonCode: 'meets_rules', publicReason: 'The key is an example' } as const
    await decide.handle({ actor: actorOf(await moderator()), itemId: item.id, expectedVersion: item.version, ...decision })
    await db.transaction((trx) => startRescan(trx, { reason: 'again', scope: 'all' }))
    await rescanAll()
    assert.lengthOf(await asked(), 1)
    assert.equal((await versionOf(doubted.id)).status, 'published')
  })

  test('begins when something is taken down: its published copies are known then', async ({ assert }) => {
    const [original, copy] = [await publishScript({ head: LONG }), await publishScript({ head: LONG })]
    await approve(original.id)
    await approve(copy.id)
    await db.from('artifact_prints').delete()
    await withdraw({ actor: actorOf(await moderator()), pluginId: original.pluginId, act: 'take_down' })
    const event = await db.from('outbox').where({ name: 'registry.plugin_taken_down.v1', aggregate_id: original.pluginId }).firstOrFail()
    await (await app.container.make(LookForCopies)).handle(event)
    assert.equal((await db.from('rescans').whereNull('finished_at').firstOrFail()).scope, 'alike')
    await rescanAll()
    const { codes, outcome } = await scanOf(copy.id)
    assert.include(codes, 'resembles_removed')
    assert.equal(outcome, 'warning')
    assert.equal((await versionOf(copy.id)).status, 'published')
  })
})
