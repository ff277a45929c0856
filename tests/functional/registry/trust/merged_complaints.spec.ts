import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import TellReportMerged from '#notifications/jobs/tell_report_merged'
import WithdrawMergedReport from '#moderation/jobs/withdraw_merged_report'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, PASSWORD } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import { decide, follow, OPENED, queued, report } from '#tests/support/complaints'
import { somebody } from '#tests/support/publishing'
import { moderator, published } from '#tests/support/withdrawals'
import type { ApiClient } from '@japa/api-client'
import type { DomainEvent } from '#core/outbox/event'
import type User from '#identity/models/user'

const merge = async (client: ApiClient, by: User, [number, into]: [string, string]) =>
  client
    .post(`/api/v1/admin/reports/${number}/duplicate`)
    .bearerToken(await apiToken(by))
    .json({ of: into })

/** What the outbox brings to the queue and to whoever complained, twice. */
async function deliver(caseNumber: string) {
  const { id } = await db.from('reports').where('case_number', caseNumber).firstOrFail()
  const row = await db.from('outbox').where({ name: 'registry.report_merged.v1', aggregate_id: id }).firstOrFail()
  const event = { ...row, aggregateId: id } as unknown as DomainEvent<never>
  for (let at = 0; at < 2; at++) {
    await new WithdrawMergedReport().handle(event)
    await (await app.container.make(TellReportMerged)).handle(event)
  }
}

test.group('A complaint that was made before', (group) => {
  group.each.setup(forgetCounts)

  test('is put to the first one: who made it hears so, both are decided together, the queue has one', async ({ client, assert }) => {
    const { name } = await published()
    const [one, two, three, staff] = [await somebody(), await somebody(), await somebody(), await moderator()]
    const first = await report(client, name, { by: one, kind: 'malicious' })
    const second = await report(client, name, { by: two, kind: 'privacy' })
    const third = await report(client, name, { by: three, kind: 'privacy' })
    const [item, merged] = [await queued(OPENED, first.case_number), await queued(OPENED, second.case_number)]
    const done = await merge(client, staff, [second.case_number, first.case_number])
    done.assertStatus(200)
    done.assertBodyContains({ case_number: second.case_number, status: 'duplicate', duplicate_of: first.case_number })
    await deliver(second.case_number)
    const state = await follow(client, second.case_number, { as: two })
    state.assertBodyContains({ status: 'duplicate', duplicate_of: first.case_number, verdict: null })
    assert.include((await client.get(`/cases/${second.case_number}`).loginAs(two)).text(), first.case_number)
    const notices = await db.from('notifications').where({ user_id: two.id, kind: 'registry.report_merged' })
    assert.lengthOf(notices, 1)
    assert.equal((await db.from('review_items').where('id', merged).firstOrFail()).state, 'withdrawn')

    await decide(item, staff, 'approve')
    for (const [who, { case_number: number }] of [
      [one, first],
      [two, second],
      [three, third],
    ] as const) {
      ;(await follow(client, number, { as: who })).assertBodyContains({ status: 'dismissed', verdict: 'dismissed' })
    }
    ;(await merge(client, staff, [first.case_number, second.case_number])).assertStatus(409)
  })

  test('of something else, of itself, of one that is decided or not there is none; nor by whom it concerns', async ({ client, assert }) => {
    const [{ name, publisher }, other] = [await published(), await published()]
    const [author, staff] = [await moderator(), await moderator()]
    const first = await report(client, name, { by: author, kind: 'malicious' })
    const second = await report(client, name, { kind: 'privacy' })
    const foreign = await report(client, other.name, { kind: 'privacy' })
    for (const into of [foreign.case_number, second.case_number]) {
      ;(await merge(client, staff, [second.case_number, into])).assertStatus(409)
    }
    ;(await merge(client, staff, [second.case_number, 'C-2026-999999'])).assertStatus(404)
    ;(await merge(client, publisher, [second.case_number, first.case_number])).assertStatus(403)
    ;(await client.post(`/api/v1/admin/reports/${second.case_number}/duplicate`).json({ of: first.case_number })).assertStatus(401)
    ;(await merge(client, author, [first.case_number, second.case_number])).assertStatus(403)
    ;(await merge(client, author, [second.case_number, first.case_number])).assertStatus(200)
    assert.equal((await db.from('reports').where('case_number', second.case_number).firstOrFail()).status, 'duplicate')
  })

  test('is told from the page of the queue, which offers those about the same', async ({ client, assert }) => {
    const [{ name }, staff] = [await published(), await moderator()]
    const first = await report(client, name, { kind: 'malicious' })
    const second = await report(client, name, { kind: 'privacy' })
    const browser = new Visitor()
    await browser.signIn(staff.email, PASSWORD)
    const page = await browser.open(`/moderator/reviews/${await queued(OPENED, second.case_number)}`)
    assert.include(page.text, `value="${first.case_number}"`)
    const sent = await browser.submit(`/moderator/cases/${second.case_number}/duplicate`, { of: first.case_number })
    assert.equal(sent.location, '/moderator/reviews')
    assert.equal((await db.from('reports').where('case_number', second.case_number).firstOrFail()).status, 'duplicate')
  })
})
