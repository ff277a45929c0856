import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import ContinueRescan from '#registry/scanning/jobs/continue_rescan'
import LookForCopies from '#registry/scanning/jobs/look_for_copies'
import { WithdrawVersion } from '#registry/takedowns/actions/withdraw_version'
import { activeRuleset } from '#registry/scanning/rules/active_ruleset'
import { startRescan } from '#registry/scanning/rescans/start_rescan'
import OpenDoubtedVersion from '#moderation/jobs/open_doubted_version'
import { DecideReviewItem } from '#moderation/actions/decide_review_item'
import { moderator, withdraw } from '#tests/support/withdrawals'
import { actorOf } from '#tests/support/plugin_uploads'
import { approve, publishScript, scanOf } from '#tests/functional/registry/scanning/support/script_uploads'
import type { Condition, Ruleset } from '#registry/scanning/rules/ruleset'
import { rescanAll, restoreRules, rule, SECRET, versionOf, withRules } from '#tests/functional/registry/scanning/support/rules'

const OF_TEST = { fact: 'category', in: ['observability'] } satisfies Condition
const LONG = Array.from({ length: 120 }, (_, i) => `export const share${i} = (sum) => sum / ${i + 3} - ${i * 104_729}`).join('\n')

test.group('A new look at what is published', (group) => {
  let first: Ruleset
  group.setup(async () => {
    first = (await activeRuleset(db)).document
  })
  group.each.teardown(() => restoreRules(first))

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
