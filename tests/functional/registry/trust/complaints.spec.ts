import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import limiter from '@adonisjs/limiter/services/main'
import { DecideReviewItem } from '#moderation/actions/decide_review_item'
import OpenPluginReport from '#moderation/jobs/open_plugin_report'
import { apiToken } from '#tests/support/users'
import { somebody } from '#tests/support/publishing'
import { actorOf } from '#tests/support/plugin_uploads'
import { moderator, published, statusOf } from '#tests/support/withdrawals'
import type { ApiClient } from '@japa/api-client'
import type { Decision } from '#moderation/subjects/review_subject'
import type { DomainEvent } from '#core/outbox/event'
import type User from '#identity/models/user'

const EVIDENCE = 'It asks for the password of the mailbox and sends it away'
const REASON = 'We looked at what it sends'

type Opened = { case_number: string; secret: string; status: string }

async function report(client: ApiClient, plugin: string, { by, kind = 'malicious' }: { by?: User; kind?: string } = {}) {
  const request = client.post(`/api/v1/plugins/${plugin}/reports`).json({ kind, evidence: EVIDENCE })
  return (by ? request.bearerToken(await apiToken(by)) : request).then((response) => response.body() as Opened)
}

const follow = async (client: ApiClient, number: string, { secret, as }: { secret?: string; as?: User }) => {
  const request = client.get(`/api/v1/reports/${number}`).qs(secret ? { secret } : {})
  return as ? request.bearerToken(await apiToken(as)) : request
}

/** What the outbox brings to the queue. */
async function queued(name: string, caseNumber: string): Promise<string> {
  const { id } = await db.from('reports').where('case_number', caseNumber).firstOrFail()
  const event = await db.from('outbox').where({ aggregate_id: id, name }).firstOrFail()
  await (await app.container.make(OpenPluginReport)).handle({ id: event.id, payload: event.payload } as DomainEvent<object>)
  const { report_id: reportId, appeal_id: appealId } = event.payload as { report_id: string; appeal_id?: string }
  return (
    (await db
      .from('review_items')
      .where('subject_id', appealId ?? reportId)
      .firstOrFail()) as { id: string }
  ).id
}

async function decide(itemId: string, by: User, decision: Decision) {
  const action = await app.container.make(DecideReviewItem)
  const { version } = (await db.from('review_items').where('id', itemId).firstOrFail()) as { version: number }
  return action.handle({ actor: actorOf(by), itemId, expectedVersion: version, decision, reasonCode: 'malicious', publicReason: REASON })
}

const appeal = async (client: ApiClient, number: string, by: User) =>
  client
    .post(`/api/v1/reports/${number}/appeal`)
    .bearerToken(await apiToken(by))
    .json({ grounds: 'It sends nothing but the order number, look at the code' })

const OPENED = 'registry.report_opened.v1'
const APPEALED = 'registry.report_appealed.v1'

test.group('A complaint', (group) => {
  group.each.setup(() => limiter.clear())

  test('comes from anybody and is followed by number and secret, or signed in; nobody else learns of it', async ({ client, assert }) => {
    const { name } = await published()
    const anonymous = await report(client, name)
    const author = await somebody()
    const signed = await report(client, name, { by: author, kind: 'spam' })
    ;(await follow(client, anonymous.case_number, { secret: anonymous.secret })).assertBodyContains({ status: 'open', plugin: name })
    ;(await follow(client, signed.case_number, { as: author })).assertBodyContains({ status: 'open', is_late: false })
    ;(await follow(client, anonymous.case_number, {})).assertStatus(404)
    ;(await follow(client, anonymous.case_number, { secret: 'guess' })).assertStatus(404)
    ;(await follow(client, anonymous.case_number, { as: author })).assertStatus(404)
    const own = (await client.get('/api/v1/reports').bearerToken(await apiToken(author))).body() as { data: Opened[] }
    assert.deepEqual(
      own.data.map(({ case_number: number }) => number),
      [signed.case_number]
    )
    ;(await client.post(`/api/v1/plugins/${name}/reports`).json({ kind: 'malicious', evidence: 'bad' })).assertStatus(422)
    ;(await client.post('/api/v1/plugins/no-such-plugin/reports').json({ kind: 'spam', evidence: EVIDENCE })).assertStatus(404)
  })

  test('made again while the first one waits is a duplicate, however many come at once, and shares its fate', async ({
    client,
    assert,
  }) => {
    const { name, pluginId } = await published()
    const all = await Promise.all(Array.from({ length: 6 }, () => report(client, name)))
    assert.lengthOf(
      all.filter(({ status }) => status === 'open'),
      1
    )
    const first = all.find(({ status }) => status === 'open')!
    const second = all.find(({ status }) => status === 'duplicate')!
    await decide(await queued(OPENED, first.case_number), await moderator(), 'approve')
    assert.equal(await statusOf(pluginId), 'active')
    ;(await follow(client, second.case_number, second)).assertBodyContains({ status: 'dismissed', public_reason: REASON })
  })

  test('weighs more from somebody who was right before', async ({ client, assert }) => {
    const author = await somebody()
    const weightOf = async (number: string) =>
      (await db.from('reports').where('case_number', number).firstOrFail()).reporter_weight as number
    const first = await report(client, (await published()).name, { by: author })
    await decide(await queued(OPENED, first.case_number), await moderator(), 'reject')
    const next = await report(client, (await published()).name, { by: author })
    const nobody = await report(client, (await published()).name)
    assert.isAbove(await weightOf(next.case_number), await weightOf(first.case_number))
    assert.isAbove(await weightOf(first.case_number), await weightOf(nobody.case_number))
  })

  test('takes the plugin down; its people read why, appeal, and somebody else gives it back', async ({ client, assert }) => {
    const { publisher, name, pluginId } = await published()
    const [first, second, author] = [await moderator(), await moderator(), await somebody()]
    const { case_number: number } = await report(client, name, { by: author })
    await decide(await queued(OPENED, number), first, 'reject')
    assert.equal(await statusOf(pluginId), 'taken_down')
    ;(await follow(client, number, { as: author })).assertBodyContains({ status: 'actioned', public_reason: REASON })
    const seen = await follow(client, number, { as: publisher })
    seen.assertBodyContains({ verdict: 'actioned' })
    assert.notInclude(seen.text(), EVIDENCE)

    ;(await appeal(client, number, author)).assertStatus(409)
    ;(await appeal(client, number, await somebody())).assertStatus(404)
    ;(await appeal(client, number, publisher)).assertBodyContains({ status: 'appealed' })
    ;(await appeal(client, number, publisher)).assertStatus(409)
    const item = await queued(APPEALED, number)
    await assert.rejects(() => decide(item, first, 'approve'), /decided by somebody else/)
    await decide(item, second, 'approve')
    assert.equal(await statusOf(pluginId), 'active')
    ;(await follow(client, number, { as: publisher })).assertBodyContains({ status: 'overturned', appeal: { status: 'overturned' } })
  })

  test('dismissed is appealed by who made it; upheld, nothing changes; the table itself refuses the first person', async ({
    client,
    assert,
  }) => {
    const { publisher, name, pluginId } = await published()
    const [first, second, author] = [await moderator(), await moderator(), await somebody()]
    const { case_number: number } = await report(client, name, { by: author })
    await decide(await queued(OPENED, number), first, 'approve')
    ;(await appeal(client, number, publisher)).assertStatus(409)
    ;(await appeal(client, number, author)).assertStatus(200)
    const item = await queued(APPEALED, number)
    const { id } = await db.from('reports').where('case_number', number).firstOrFail()
    const sly = () => db.from('appeals').where('report_id', id).update({ decided_by: first.id, status: 'upheld' })
    await assert.rejects(sly, /appeals_second_person/)
    await decide(item, second, 'reject')
    assert.equal(await statusOf(pluginId), 'active')
    ;(await follow(client, number, { as: author })).assertBodyContains({ status: 'upheld' })
  })

  test('stands in the queue with its page, and its own people do not decide it', async ({ client, assert }) => {
    const { name } = await published()
    const staff = await moderator()
    const { case_number: number } = await report(client, name, { by: staff })
    const item = await queued(OPENED, number)
    const page = await client.get(`/moderator/reviews/${item}`).loginAs(await moderator())
    for (const text of [EVIDENCE, number, 'data-key="q"']) assert.include(page.text(), text)
    await assert.rejects(() => decide(item, staff, 'approve'), /decided by somebody else/)
  })
})
