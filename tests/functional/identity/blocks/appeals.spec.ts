import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import mail from '@adonisjs/mail/services/main'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { Clock } from '#core/clock'
import MailStanding from '#identity/blocks/jobs/mail_standing'
import OpenStandingAppealReview from '#moderation/jobs/open_standing_appeal'
import { appealPath } from '#identity/blocks/appeal_link'
import { forgetCounts } from '#tests/support/forget_counts'
import { auditOf, Caller, entered } from '#tests/support/rights'
import { Visitor } from '#tests/support/visitor'

const grounds = 'I sold originals, here are the receipts'
const statusOf = async (id: string) => (await db.from('users').where('id', id).firstOrFail()).status as string
const secretOf = (blockId: string) => new URL(appealPath(blockId), 'http://x').searchParams.get('secret')!

async function blockedBy(by: Caller) {
  const victim = await Caller.of()
  await by.post(`admin/users/${victim.id}/block`, { reason: 'Sells fakes' })
  const { id } = await db.from('blocks').where('user_id', victim.id).firstOrFail()
  return { victim, blockId: id as string }
}

async function appeal(blockId: string) {
  const guest = new Visitor()
  await guest.open(appealPath(blockId))
  return guest.submit(`/appeals/${blockId}`, { secret: secretOf(blockId), grounds })
}

/** As the relay would: the appeal becomes an item of the review queue. */
async function queued(userId: string) {
  const { id } = await db.from('standing_appeals').where('user_id', userId).orderBy('created_at', 'desc').firstOrFail()
  const row = await db.from('outbox').where({ name: 'identity.standing_appealed.v1', aggregate_id: id }).firstOrFail()
  await (await app.container.make(OpenStandingAppealReview)).handle({ ...row, aggregateId: row.aggregate_id } as never)
  const item = await db.from('review_items').where({ subject_type: 'standing_appeal', subject_id: id }).firstOrFail()
  return { appealId: id as string, item: item as { id: string; version: number } }
}

const decide = async (visitor: Visitor, item: { id: string; version: number }, decision: 'approve' | 'reject') => {
  await visitor.open(`/moderator/reviews/${item.id}/decide/${decision}`)
  const reason_code = decision === 'approve' ? 'meets_rules' : 'other'
  return visitor.submit(`/moderator/reviews/${item.id}/decisions`, {
    ...{ version: String(item.version), decision, reason_code, reason: 'We looked at the receipts' },
  })
}

test.group('Appeals against blocks', (group) => {
  group.each.setup(forgetCounts)
  group.each.teardown(() => Clock.resume())

  test('are decided by another person than who blocked; granted, the block is lifted and a letter says so', async ({ assert }) => {
    const blocker = await entered({ platform: ['admin'] })
    const other = await entered({ platform: ['moderator'] })
    const victim = await Caller.of()
    await blocker.visitor.open(`/operator/users/${victim.id}/block`)
    await blocker.visitor.submit(`/operator/users/${victim.id}/block`, { reason: 'Sells fakes', evidence: 'C-7', days: '' })
    const { id: blockId } = await db.from('blocks').where('user_id', victim.id).firstOrFail()
    assert.equal((await appeal(blockId as string)).status, 302)
    const { appealId, item } = await queued(victim.id)

    await decide(blocker.visitor, item, 'approve')
    assert.equal(await statusOf(victim.id), 'blocked')
    const page = await other.visitor.open(`/moderator/reviews/${item.id}`)
    assert.include(page.text, grounds)
    assert.include(page.text, 'C-7')
    assert.equal((await decide(other.visitor, item, 'approve')).status, 302)
    assert.equal(await statusOf(victim.id), 'active')

    const { messages } = mail.fake()
    await new MailStanding().handle(
      await db.from('outbox').where({ name: 'identity.standing_appeal_decided.v1', aggregate_id: appealId }).firstOrFail()
    )
    messages.assertSentCount(1)
    mail.restore()
    assert.deepEqual(await auditOf(victim.id), [
      ...['identity.user_blocked', 'identity.standing_appealed', 'identity.user_unblocked', 'identity.standing_appeal_decided'],
    ])
    assert.include((await new Visitor().open(appealPath(blockId as string))).text, 'We looked at the receipts')
  })

  test('refused, the block stands; nobody appeals twice', async ({ assert }) => {
    const { victim, blockId } = await blockedBy(await Caller.of({ platform: ['admin'] }))
    await appeal(blockId)
    const { item } = await queued(victim.id)
    await decide((await entered({ platform: ['moderator'] })).visitor, item, 'reject')
    assert.equal(await statusOf(victim.id), 'blocked')
    await appeal(blockId)
    assert.lengthOf(await db.from('standing_appeals').where('user_id', victim.id), 1)
  })

  test('come too late after the days for it, and once the block is lifted', async ({ assert }) => {
    const admin = await Caller.of({ platform: ['admin'] })
    const late = await blockedBy(admin)
    Clock.freeze(DateTime.utc().plus({ days: 31 }))
    await appeal(late.blockId)
    assert.lengthOf(await db.from('standing_appeals').where('user_id', late.victim.id), 0)
    Clock.resume()
    const lifted = await blockedBy(admin)
    await admin.post(`admin/users/${lifted.victim.id}/unblock`, { reason: 'a mistake' })
    await appeal(lifted.blockId)
    assert.lengthOf(await db.from('standing_appeals').where('user_id', lifted.victim.id), 0)
  })

  test('the table refuses that one person decides twice', async ({ assert }) => {
    const admin = await Caller.of({ platform: ['admin'] })
    const { victim, blockId } = await blockedBy(admin)
    await appeal(blockId)
    const decided = (by: string) =>
      db.from('standing_appeals').where('user_id', victim.id).update({ status: 'granted', decided_by: by, decided_at: new Date() })
    await assert.rejects(() => decided(admin.id), /standing_appeals_four_eyes/)
    await assert.rejects(() => decided(victim.id), /standing_appeals_not_own/)
  })
})

test.group('Appeals against strikes', (group) => {
  group.each.setup(forgetCounts)

  test('are asked for on one’s own page; another’s strike is not there; granted, it weighs nothing', async ({ assert }) => {
    const striker = await Caller.of({ platform: ['moderator'] })
    const victim = await entered()
    await striker.post(`admin/users/${victim.id}/strikes`, { kind: 'spam', reason: 'The same review twice' })
    const { id: strikeId } = await db.from('strikes').where('user_id', victim.id).firstOrFail()
    const stranger = await entered()
    const path = `/account/standing/strikes/${strikeId}/appeal`
    assert.equal((await stranger.visitor.open(path)).status, 404)
    assert.equal((await stranger.visitor.submit(path, { grounds })).status, 404)
    assert.equal((await (await Caller.of()).post(`auth/me/standing/strikes/${strikeId}/appeal`, { grounds })).status, 404)

    assert.equal((await victim.visitor.open(path)).status, 200)
    assert.equal((await victim.visitor.submit(path, { grounds })).status, 302)
    assert.include((await victim.visitor.open('/account/standing')).text, 'Being looked at')
    const { item } = await queued(victim.id)
    await decide((await entered({ platform: ['moderator'] })).visitor, item, 'approve')
    const { data } = (await striker.get(`admin/users/${victim.id}/standing`)).json
    assert.equal(data.weight, 0)
    assert.equal(data.appeals[0].status, 'granted')
  })

  test('by API, with the own standing', async ({ assert }) => {
    const striker = await Caller.of({ platform: ['moderator'] })
    const victim = await Caller.of()
    const struck = await striker.post(`admin/users/${victim.id}/strikes`, {
      kind: 'abuse',
      reason: 'Shouts at sellers',
      evidence: 'chat 7',
    })
    const path = `auth/me/standing/strikes/${struck.json.data.strike_id}/appeal`
    assert.equal((await victim.post(path, { grounds: 'no' })).status, 422)
    assert.equal((await victim.post(path, { grounds })).status, 201)
    assert.equal((await victim.post(path, { grounds })).status, 409)
    const own = await victim.get('auth/me/standing')
    assert.equal(own.json.data.appeals[0].grounds, grounds)
    assert.notInclude(JSON.stringify(own.json), 'chat 7')
  })
})
