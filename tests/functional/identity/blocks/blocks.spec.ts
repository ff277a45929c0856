import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import mail from '@adonisjs/mail/services/main'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { Clock } from '#core/clock'
import LiftEndedBlocks from '#identity/blocks/jobs/lift_ended_blocks'
import MailStanding from '#identity/blocks/jobs/mail_standing'
import { appealPath } from '#identity/blocks/appeal_link'
import { forgetCounts } from '#tests/support/forget_counts'
import { aceJson } from '#tests/support/ace'
import { auditOf, Caller, entered } from '#tests/support/rights'
import { Visitor } from '#tests/support/visitor'
import UserBlock from '#commands/user_block'
import UserList from '#commands/user_list'

const statusOf = async (id: string) => (await db.from('users').where('id', id).firstOrFail()).status as string
const blocksOf = (id: string) => db.from('blocks').where('user_id', id).orderBy('created_at')
const eventOf = (name: string, userId: string) =>
  db.from('outbox').where({ name, aggregate_id: userId }).orderBy('occurred_at', 'desc').firstOrFail()

test.group('Blocks', (group) => {
  group.each.setup(forgetCounts)
  group.each.teardown(() => Clock.resume())

  test('keep reason, evidence, end and who; their history stays when they are lifted', async ({ assert }) => {
    const admin = await entered({ platform: ['admin'] })
    const victim = await Caller.of()
    const path = `/operator/users/${victim.id}`
    await admin.visitor.open(`${path}/block`)
    const fields = { reason: 'Sells fakes', evidence: 'Complaints C-1 and C-2', days: '7' }
    assert.equal((await admin.visitor.submit(`${path}/block`, fields)).status, 302)
    const [block] = await blocksOf(victim.id)
    assert.containsSubset(block, { reason: 'Sells fakes', evidence: 'Complaints C-1 and C-2', blocked_by: admin.id, lifted_at: null })
    assert.closeTo(block.expires_at.getTime(), Date.now() + 7 * 86_400_000, 60_000)
    assert.include((await admin.visitor.open(path)).text, 'Complaints C-1 and C-2')

    await admin.visitor.submit(`${path}/unblock`, { reason: 'They proved it' })
    const [lifted] = await blocksOf(victim.id)
    assert.containsSubset(lifted, { lifted_by: admin.id, lift_reason: 'They proved it' })
    assert.deepEqual(await auditOf(victim.id), ['identity.user_blocked', 'identity.user_unblocked'])
    assert.include((await admin.visitor.open(path)).text, 'Sells fakes')
  })

  test('lift themselves when their time is over, not before, and running twice is harmless', async ({ assert }) => {
    const admin = await Caller.of({ platform: ['admin'] })
    const [short, long] = [await Caller.of(), await Caller.of()]
    await admin.post(`admin/users/${short.id}/block`, { reason: 'a day off', days: 1 })
    await admin.post(`admin/users/${long.id}/block`, { reason: 'for good' })
    const lift = await app.container.make(LiftEndedBlocks)
    await lift.handle()
    assert.equal(await statusOf(short.id), 'blocked')
    Clock.freeze(DateTime.utc().plus({ days: 1, minutes: 1 }))
    await lift.handle()
    await lift.handle()
    assert.equal(await statusOf(short.id), 'active')
    assert.equal(await statusOf(long.id), 'blocked')
    assert.lengthOf(
      (await auditOf(short.id)).filter((action) => action === 'identity.user_unblocked'),
      1
    )
  })

  test('one at a time: blocked twice at once, one block', async ({ assert }) => {
    const admins = await Promise.all([Caller.of({ platform: ['admin'] }), Caller.of({ platform: ['admin'] })])
    const victim = await Caller.of()
    await Promise.all(admins.map((admin) => admin.post(`admin/users/${victim.id}/block`, { reason: 'spam' })))
    assert.lengthOf(await blocksOf(victim.id), 1)
    assert.deepEqual(await auditOf(victim.id), ['identity.user_blocked'])
  })

  test('are told by a letter whose link leads to an appeal without a session; a wrong or missing secret to nothing', async ({ assert }) => {
    const admin = await Caller.of({ platform: ['admin'] })
    const victim = await Caller.of()
    await admin.post(`admin/users/${victim.id}/block`, { reason: 'Sells fakes', evidence: 'secret evidence' })
    const { messages } = mail.fake()
    const event = await eventOf('identity.user_blocked.v1', victim.id)
    const job = new MailStanding()
    await job.handle(event)
    await job.handle(event)
    messages.assertSentCount(1)
    const [letter] = messages.sent()
    mail.restore()
    const [block] = await blocksOf(victim.id)
    const link = appealPath(block.id as string)
    assert.include(JSON.stringify(letter.nodeMailerMessage), link)

    const guest = new Visitor()
    const page = await guest.open(link)
    assert.equal(page.status, 200)
    assert.include(page.text, 'Sells fakes')
    assert.notInclude(page.text, 'secret evidence')
    assert.equal((await guest.open(`/appeals/${block.id}`)).status, 404)
    assert.equal((await guest.open(link.replace(/.$/, 'x').replace(/secret=./, 'secret=_'))).status, 404)
    assert.equal((await guest.submit(`/appeals/${block.id}`, { secret: 'guessed', grounds: 'Please look at it again' })).status, 404)
  })

  test('are made and listed from the terminal', async ({ assert }) => {
    const victim = await Caller.of()
    assert.containsSubset(await aceJson(UserBlock, victim.email, '--reason=spam', '--days=3'), { code: 0, status: 'blocked' })
    const listed = await aceJson(UserList, `--search=${victim.email}`, '--status=blocked')
    assert.containsSubset(listed, { data: [{ email: victim.email, status: 'blocked' }] })
    assert.containsSubset(await aceJson(UserBlock, victim.email, '--reason=no spam', '--undo'), { status: 'active' })
    assert.containsSubset(await aceJson(UserBlock, 'nobody@example.test', '--reason=spam'), { code: 1, error_code: 'UNKNOWN_USER' })
  })
})
