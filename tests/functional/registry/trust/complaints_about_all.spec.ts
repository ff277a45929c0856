import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import EndQuarantines from '#registry/takedowns/jobs/end_quarantines'
import WatchReports from '#registry/reports/jobs/watch_reports'
import { systemActor } from '#core/actor'
import { ClaimReviewItem } from '#moderation/actions/claim_review_item'
import { Settings } from '#core/settings/settings'
import { reviewEveryVersion } from '#registry/settings'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken } from '#tests/support/users'
import { appeal, APPEALED, decide, follow, OPENED, queued, REASON, report } from '#tests/support/complaints'
import { somebody } from '#tests/support/publishing'
import { actorOf, releasePlugin } from '#tests/support/plugin_uploads'
import { createReviewer, writeReview } from '#tests/support/plugin_reviews'
import { moderator, published } from '#tests/support/withdrawals'

const caseOf = (number: string) => db.from('reports').where('case_number', number).firstOrFail()
const stepsOf = async (number: string) => {
  const { id } = await caseOf(number)
  const rows = (await db.from('report_events').where('report_id', id).orderBy('id')) as { status: string }[]
  return rows.map(({ status }) => status)
}
const versionOf = (id: string) => db.from('plugin_versions').where('id', id).firstOrFail()
const salt = () => Math.trunc(Math.random() * 1e9)

test.group('A complaint about something else than a plugin', (group) => {
  group.each.setup(forgetCounts)

  test('a version: hidden at once, the rest goes on; back by appeal, removed for good where nobody appeals', async ({ client, assert }) => {
    const { publisher, name, versionId } = await published()
    await releasePlugin(publisher, { name, version: '1.1.0', salt: salt() })
    const path = `plugins/${name}/versions/1.0.0`
    const { case_number: number } = await report(client, path, { by: await somebody() })
    assert.containSubset((await caseOf(number)).snapshot, { name, version: '1.0.0' })
    const first = await moderator()
    await decide(await queued(OPENED, number), first, 'reject')
    ;(await client.get(`/api/v1/${path}`)).assertStatus(404)
    ;(await client.get(`/api/v1/plugins/${name}/versions/1.1.0`)).assertStatus(200)
    ;(await follow(client, number, { as: publisher })).assertBodyContains({ act: 'remove', may_appeal: true, plugin: name })
    ;(await appeal(client, number, publisher)).assertStatus(200)

    await db
      .from('plugin_versions')
      .where('id', versionId)
      .update({ quarantine_expires_at: new Date(Date.now() - 1_000) })
    const end = await app.container.make(EndQuarantines)
    await end.handle()
    assert.equal((await versionOf(versionId)).status, 'quarantined', 'the clock waits for the appeal')
    const item = await queued(APPEALED, number)
    await assert.rejects(() => decide(item, first, 'approve'), /decided by somebody else/)
    await decide(item, await moderator(), 'approve')
    ;(await client.get(`/api/v1/${path}`)).assertStatus(200)

    const again = await report(client, path, { kind: 'spam' })
    await decide(await queued(OPENED, again.case_number), await moderator(), 'reject')
    await db
      .from('plugin_versions')
      .where('id', versionId)
      .update({ quarantine_expires_at: new Date(Date.now() - 1_000) })
    await end.handle()
    assert.equal((await versionOf(versionId)).status, 'removed')
  })

  test('a review: hidden with its rating; its author appeals, the plugin’s people do not, and neither decides', async ({
    client,
    assert,
  }) => {
    const { publisher, name, pluginId } = await published()
    const author = await createReviewer()
    const { id } = await writeReview(author, name, { rating: 1 })
    const { case_number: number } = await report(client, `plugins/${name}/reviews/${id}`, { kind: 'misleading' })
    const item = await queued(OPENED, number)
    await db.table('role_bindings').insert({ user_id: publisher.id, role: 'moderator' })
    await assert.rejects(() => decide(item, publisher, 'reject'), /decided by somebody else/)
    await decide(item, await moderator(), 'reject')
    assert.equal((await db.from('reviews').where('id', id).firstOrFail()).status, 'hidden')
    assert.equal((await db.from('plugins').where('id', pluginId).firstOrFail()).rating_count, 0)
    ;(await appeal(client, number, publisher)).assertStatus(404)
    ;(await appeal(client, number, author)).assertStatus(200)
    await decide(await queued(APPEALED, number), await moderator(), 'approve')
    assert.equal((await db.from('reviews').where('id', id).firstOrFail()).status, 'published')
    assert.equal((await db.from('plugins').where('id', pluginId).firstOrFail()).rating_count, 1)
    ;(await client.post(`/api/v1/plugins/${(await published()).name}/reviews/${id}/reports`).json({})).assertStatus(422)
    const foreign = await client
      .post(`/api/v1/plugins/${(await published()).name}/reviews/${id}/reports`)
      .json({ kind: 'spam', evidence: 'Not a review of this one at all' })
    foreign.assertStatus(404)
  })

  test('a publisher: what he submits waits for a moderator until an appeal lifts it; what is published stays', async ({
    client,
    assert,
  }) => {
    const settings = await app.container.make(Settings)
    const { publisher, name } = await published()
    const { id, slug } = await db.from('publishers').where('user_id', publisher.id).firstOrFail()
    const release = async (version: string) => {
      const released = await releasePlugin(publisher, { name, version, salt: salt() }, { isApproved: false })
      return (await versionOf(released.id)).status as string
    }
    await settings.set(systemActor('test'), reviewEveryVersion.key, false)
    try {
      assert.equal(await release('1.1.0'), 'published')
      const { case_number: number } = await report(client, `publishers/${slug as string}`, { by: await somebody() })
      await decide(await queued(OPENED, number), await moderator(), 'reject')
      assert.isNotNull((await db.from('publishers').where('id', id).firstOrFail()).restricted_at)
      assert.equal(await release('1.2.0'), 'pending_review')
      ;(await client.get(`/api/v1/plugins/${name}`)).assertStatus(200)
      const acted = await db.from('moderation_actions').where({ target_id: id, action: 'restrict' }).firstOrFail()
      assert.equal(acted.public_reason, REASON)
      ;(await appeal(client, number, publisher)).assertStatus(200)
      await decide(await queued(APPEALED, number), await moderator(), 'approve')
      assert.isNull((await db.from('publishers').where('id', id).firstOrFail()).restricted_at)
      assert.equal(await release('1.3.0'), 'published')
    } finally {
      await settings.set(systemActor('test'), reviewEveryVersion.key, true)
    }
    ;(
      await client.post('/api/v1/publishers/no-such-one/reports').json({ kind: 'spam', evidence: 'It only advertises things' })
    ).assertStatus(404)
  })
})

test.group('A complaint about a publisher of many people', (group) => {
  group.each.setup(forgetCounts)

  test('concerns its members: none of them decides, they read why and appeal', async ({ client, assert }) => {
    const { publisher } = await published()
    const { id, slug } = await db.from('publishers').where('user_id', publisher.id).firstOrFail()
    const [member, insider] = [await somebody(), await moderator()]
    for (const { id: userId } of [member, insider]) {
      await db.table('publisher_members').insert({ publisher_id: id, user_id: userId, role: 'member' })
    }
    const { case_number: number } = await report(client, `publishers/${slug as string}`, { by: await somebody() })
    const item = await queued(OPENED, number)
    await assert.rejects(() => decide(item, insider, 'reject'), /decided by somebody else/)
    await decide(item, await moderator(), 'reject')
    ;(await follow(client, number, { as: await somebody() })).assertStatus(404)
    ;(await follow(client, number, { as: member })).assertBodyContains({ may_appeal: true })
    const mine = await client.get('/api/v1/reports').bearerToken(await apiToken(member))
    mine.assertBodyContains({ data: [{ case_number: number }] })
    ;(await appeal(client, number, member)).assertStatus(200)
  })
})

test.group('The life of a case', (group) => {
  group.each.setup(forgetCounts)

  test('goes by every step, whoever looks first; a claim says that somebody looks', async ({ client, assert }) => {
    const { name } = await published()
    const quick = await report(client, name)
    await decide(await queued(OPENED, quick.case_number), await moderator(), 'approve')
    assert.deepEqual(await stepsOf(quick.case_number), ['open', 'triaged', 'investigating', 'dismissed'])

    const slow = await report(client, name)
    const item = await queued(OPENED, slow.case_number)
    const staff = await moderator()
    await (await app.container.make(ClaimReviewItem)).handle({ actor: actorOf(staff), itemId: item, expectedVersion: 1 })
    ;(await follow(client, slow.case_number, slow)).assertBodyContains({ status: 'investigating' })
    assert.equal((await caseOf(slow.case_number)).assignee_id, staff.id)
    const more = await report(client, name)
    assert.equal(more.status, 'duplicate')
    await decide(item, staff, 'approve')
    assert.deepEqual(await stepsOf(slow.case_number), ['open', 'triaged', 'investigating', 'dismissed'])
  })

  test('is marked when it is late, told once, and stays marked; closed some days after the second look', async ({ client, assert }) => {
    const { name } = await published()
    const author = await somebody()
    const [late, intime] = [await report(client, name, { by: author }), await report(client, name, { kind: 'spam' })]
    await db
      .from('reports')
      .where('case_number', late.case_number)
      .update({ sla_due_at: new Date(Date.now() - 1_000) })
    const watch = async () => (await app.container.make(WatchReports)).handle()
    await Promise.all([watch(), watch()])
    await watch()
    const { id } = await caseOf(late.case_number)
    assert.lengthOf(await db.from('outbox').where({ name: 'registry.report_overdue.v1', aggregate_id: id }), 1)
    assert.isFalse((await caseOf(intime.case_number)).sla_breached)
    await decide(await queued(OPENED, late.case_number), await moderator(), 'approve')
    ;(await follow(client, late.case_number, { as: author })).assertBodyContains({ status: 'dismissed', is_late: true })
    ;(await appeal(client, late.case_number, author)).assertStatus(200)
    await decide(await queued(APPEALED, late.case_number), await moderator(), 'reject')
    await watch()
    assert.equal((await caseOf(late.case_number)).status, 'upheld')
    await db
      .from('appeals')
      .where('report_id', id)
      .update({ decided_at: new Date(Date.now() - 30 * 86_400_000) })
    await watch()
    assert.equal((await caseOf(late.case_number)).status, 'closed')
  })

  test('is appealed by the secret too, in time only; what another complaint led to as well stays as it is', async ({ client, assert }) => {
    const { publisher, name, pluginId } = await published()
    const guest = await report(client, name, { kind: 'broken' })
    await decide(await queued(OPENED, guest.case_number), await moderator(), 'approve')
    const grounds = { grounds: 'Nobody tried it on ordinary input' }
    const ask = (secret?: string) =>
      client.post(`/api/v1/reports/${guest.case_number}/appeal`).json({ ...grounds, ...(secret ? { secret } : {}) })
    ;(await ask()).assertStatus(404)
    ;(await ask('guess')).assertStatus(404)
    await db
      .from('reports')
      .where('case_number', guest.case_number)
      .update({ decided_at: new Date(Date.now() - 40 * 86_400_000) })
    ;(await ask(guest.secret)).assertStatus(409)
    await db.from('reports').where('case_number', guest.case_number).update({ decided_at: new Date() })
    ;(await ask(guest.secret)).assertStatus(200)

    const [one, two] = [await report(client, name, { kind: 'spam' }), await report(client, name, { kind: 'privacy' })]
    const items = [await queued(OPENED, one.case_number), await queued(OPENED, two.case_number)]
    await decide(items[0], await moderator(), 'reject')
    await decide(items[1], await moderator(), 'reject')
    const status = async () => (await db.from('plugins').where('id', pluginId).firstOrFail()).status as string
    for (const [number, expected] of [
      [one.case_number, 'taken_down'],
      [two.case_number, 'active'],
    ]) {
      ;(await appeal(client, number, publisher)).assertStatus(200)
      await decide(await queued(APPEALED, number), await moderator(), 'approve')
      assert.equal(await status(), expected)
    }
  })

  test('of several appeals at once one is taken; a case that was reversed and closed speaks against who complained', async ({
    client,
    assert,
  }) => {
    const { publisher, name } = await published()
    const author = await somebody()
    const { case_number: number } = await report(client, name, { by: author })
    await decide(await queued(OPENED, number), await moderator(), 'reject')
    const before = (await report(client, (await published()).name, { by: author })).case_number
    const answers = await Promise.all([1, 2, 3, 4].map(() => appeal(client, number, publisher)))
    assert.deepEqual(answers.map((answer) => answer.status()).sort(), [200, 409, 409, 409])
    await decide(await queued(APPEALED, number), await moderator(), 'approve')
    await db
      .from('appeals')
      .update({ decided_at: new Date(Date.now() - 30 * 86_400_000) })
      .where('report_id', (await caseOf(number)).id)
    await (await app.container.make(WatchReports)).handle()
    assert.equal((await caseOf(number)).status, 'closed')
    const after = (await report(client, (await published()).name, { by: author })).case_number
    assert.isBelow((await caseOf(after)).reporter_weight as number, (await caseOf(before)).reporter_weight as number)
  })
})
