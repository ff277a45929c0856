import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import MailReporters from '#registry/reports/jobs/mail_reporters'
import TellReportDecided from '#notifications/jobs/tell_report_decided'
import TellPluginWithdrawn from '#notifications/jobs/tell_plugin_withdrawn'
import { WithdrawPlugin } from '#registry/takedowns/actions/withdraw_plugin'
import { forgetCounts } from '#tests/support/forget_counts'
import { actorOf } from '#tests/support/plugin_uploads'
import { newId } from '#core/ids'
import { appeal, APPEALED, decide, OPENED, queued, REASON, report } from '#tests/support/complaints'
import { somebody } from '#tests/support/publishing'
import { moderator, published } from '#tests/support/withdrawals'
import type { DomainEvent } from '#core/outbox/event'

type Decided = DomainEvent<{ report_id: string; status: string; reason: string }>

/** Every decision of a case goes to its consumers, twice: what is delivered again does nothing. */
async function deliver(caseNumber: string) {
  const { id } = await db.from('reports').where('case_number', caseNumber).firstOrFail()
  const rows = await db.from('outbox').where({ name: 'registry.report_decided.v1', aggregate_id: id }).orderBy('occurred_at')
  const events = rows.map((row) => ({ ...row, aggregateId: id }) as unknown as Decided)
  const [mail, tell] = [await app.container.make(MailReporters), await app.container.make(TellReportDecided)]
  for (const event of [...events, ...events]) {
    await Promise.all([mail.handle(event), mail.handle(event)])
    await tell.handle(event)
  }
}
const lettersTo = (email: string) => db.from('mailbox').where('recipient', email).orderBy('id')
const noticesOf = (userId: string) => db.from('notifications').where('user_id', userId).whereLike('kind', 'registry.case_%')

test.group('Who is told of a decision', (group) => {
  group.each.setup(forgetCounts)

  test('a guest by mail, once, with a link that opens the case; duplicates too; nobody without an address', async ({ client, assert }) => {
    const { name } = await published()
    const [one, two] = [`${newId()}@example.test`, `${newId()}@example.test`]
    const first = await report(client, name, { email: one })
    const again = await report(client, name, { email: two })
    const silent = await report(client, name)
    assert.equal(again.status, 'duplicate')
    assert.isEmpty(await lettersTo(one), 'an address that anybody can type gets nothing before a decision')
    await decide(await queued(OPENED, first.case_number), await moderator(), 'approve')
    await deliver(first.case_number)
    for (const [email, { case_number: number }] of [
      [one, first],
      [two, again],
    ] as const) {
      const letters = await lettersTo(email)
      assert.lengthOf(letters, 1)
      const text = JSON.stringify(letters[0])
      for (const word of [number, REASON, 'dismissed']) assert.include(text, word)
      const path = /\/cases\/[^\s"\\]+/.exec(text)![0]
      const page = await client.get(path)
      page.assertStatus(200)
      assert.include(page.text(), 'Ask for a second look')
    }
    const secrets = JSON.stringify(await db.from('reports').whereIn('case_number', [first.case_number, silent.case_number]))
    for (const { secret } of [first, silent]) assert.notInclude(secrets, secret)
    const events = JSON.stringify(await db.from('outbox').where('name', 'like', 'registry.report_%'))
    assert.notInclude(events, first.secret)
  })

  test('who complained and whose plugin it is, in their accounts, with the way to a second look and its result', async ({
    client,
    assert,
  }) => {
    const { publisher, name } = await published()
    const author = await somebody()
    const { case_number: number } = await report(client, name, { by: author })
    await decide(await queued(OPENED, number), await moderator(), 'reject')
    await deliver(number)
    for (const [who, kind] of [
      [author, 'registry.case_answered'],
      [publisher, 'registry.case_decided'],
    ] as const) {
      const notices = await noticesOf(who.id)
      assert.lengthOf(notices, 1)
      assert.containSubset(notices[0], { kind, link: `/cases/${number}`, params: { reason: REASON, status: 'actioned', case: number } })
    }
    const list = await client.get('/account/notifications').loginAs(publisher)
    assert.include(list.text(), 'You can appeal within 30 days')
    assert.include((await client.get(`/cases/${number}`).loginAs(publisher)).text(), 'name="grounds"')

    await appeal(client, number, publisher)
    await decide(await queued(APPEALED, number), await moderator(), 'approve')
    await deliver(number)
    assert.lengthOf(await noticesOf(publisher.id), 2)
    assert.lengthOf(await noticesOf(author.id), 2)
    assert.include((await client.get('/account/notifications').loginAs(publisher)).text(), 'the decision was reversed')
  })

  test('whose plugin was taken down by it hears of that once; whoever has it installed hears, too, and of a takedown without a case all do', async ({
    client,
    assert,
  }) => {
    for (const byComplaint of [true, false]) {
      const { publisher, name, pluginId } = await published()
      const staff = await moderator()
      const { case_number: number } = await report(client, name)
      if (byComplaint) await decide(await queued(OPENED, number), staff, 'reject')
      else await (await app.container.make(WithdrawPlugin)).handle({ actor: actorOf(staff), pluginId, act: 'take_down', reason: REASON })
      const row = await db.from('outbox').where({ name: 'registry.plugin_taken_down.v1', aggregate_id: pluginId }).firstOrFail()
      assert.equal(row.payload.report_id !== null, byComplaint)
      await (await app.container.make(TellPluginWithdrawn)).handle({ ...row, aggregateId: pluginId })
      if (byComplaint) await deliver(number)
      const notices = await db.from('notifications').where('user_id', publisher.id)
      assert.deepEqual(
        notices.map(({ kind }) => kind as string).filter((kind) => kind !== 'registry.version_published'),
        [byComplaint ? 'registry.case_decided' : 'registry.plugin_taken_down']
      )
    }
  })

  test('the people of a plugin hear nothing of a complaint that was dismissed', async ({ client, assert }) => {
    const { publisher, name } = await published()
    const author = await somebody()
    const { case_number: number } = await report(client, name, { by: author })
    await decide(await queued(OPENED, number), await moderator(), 'approve')
    await deliver(number)
    assert.isEmpty(await noticesOf(publisher.id))
    assert.lengthOf(await noticesOf(author.id), 1)
  })
})
