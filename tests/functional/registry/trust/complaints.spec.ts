import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken } from '#tests/support/users'
import { appeal, APPEALED, decide, EVIDENCE, follow, OPENED, queued, REASON, report, type Opened } from '#tests/support/complaints'
import { somebody } from '#tests/support/publishing'
import { moderator, published, statusOf } from '#tests/support/withdrawals'

test.group('A complaint', (group) => {
  group.each.setup(forgetCounts)

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
