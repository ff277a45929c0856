import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { Clock } from '#core/clock'
import { newId } from '#core/ids'
import { forgetCounts } from '#tests/support/forget_counts'
import { auditOf, Caller, entered } from '#tests/support/rights'

const agreed = { note: 'I looked at it' }
const spam = { kind: 'spam', reason: 'The same review forty times', evidence: 'see the log', weight: 1 }
const openProposals = (id: string) => db.from('proposals').where({ subject_id: id, kind: 'identity.block', status: 'open' })
const statusOf = async (id: string) => (await db.from('users').where('id', id).firstOrFail()).status as string

test.group('Strikes', (group) => {
  group.each.setup(forgetCounts)
  group.each.teardown(() => Clock.resume())

  test('enough of them propose a block, once; a person decides, and then it holds', async ({ assert }) => {
    const moderator = await Caller.of({ platform: ['moderator'] })
    const admin = await Caller.of({ platform: ['admin'] })
    const victim = await Caller.of()
    const strike = (more: object = {}) => moderator.post(`admin/users/${victim.id}/strikes`, { ...spam, ...more })
    assert.isNull((await strike()).json.data.proposal_id)
    assert.isNull((await strike()).json.data.proposal_id)
    const third = await strike()
    const proposal = String(third.json.data.proposal_id)
    assert.isNull((await strike()).json.data.proposal_id)
    assert.lengthOf(await openProposals(victim.id), 1)
    assert.equal(await statusOf(victim.id), 'active')

    assert.equal((await moderator.post(`admin/proposals/${proposal}/confirm`, agreed)).status, 404)
    assert.equal((await admin.post(`admin/proposals/${proposal}/confirm`, { note: 'Spam without end' })).status, 200)
    const [block] = await db.from('blocks').where('user_id', victim.id)
    assert.containsSubset(block, { reason: 'Spam without end', blocked_by: admin.id })
    assert.isNotNull(block.expires_at)
    assert.equal((await victim.get('auth/me')).status, 401)
    assert.includeMembers(await auditOf(victim.id), [
      'identity.strike_given',
      'core.act_proposed',
      'identity.user_blocked',
      'core.act_confirmed',
    ])
  })

  test('struck by many at once, one proposal', async ({ assert }) => {
    const moderators = await Promise.all(Array.from({ length: 6 }, () => Caller.of({ platform: ['moderator'] })))
    const victim = await Caller.of()
    const answers = await Promise.all(moderators.map((one) => one.post(`admin/users/${victim.id}/strikes`, spam)))
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201])
    assert.lengthOf(await openProposals(victim.id), 1)
  })

  test('count until they run out or are withdrawn; the history keeps them', async ({ assert }) => {
    const moderator = await Caller.of({ platform: ['moderator'] })
    const victim = await Caller.of()
    const give = async (more: object) =>
      String((await moderator.post(`admin/users/${victim.id}/strikes`, { ...spam, ...more })).json.data.strike_id)
    const weight = async () => (await moderator.get(`admin/users/${victim.id}/standing`)).json.data.weight
    await give({ days: 2 })
    const second = await give({ weight: 5, days: 100 })
    assert.equal(await weight(), 6)
    assert.equal((await moderator.post(`admin/strikes/${second}/withdraw`, { reason: 'It was somebody else' })).status, 204)
    assert.equal(await weight(), 1)
    Clock.freeze(DateTime.utc().plus({ days: 3 }))
    assert.equal(await weight(), 0)
    assert.lengthOf((await moderator.get(`admin/users/${victim.id}/standing`)).json.data.strikes, 2)
    assert.equal((await moderator.post(`admin/strikes/${newId()}/withdraw`, { reason: 'nothing' })).status, 404)
  })

  test('are no business of support, nobody’s own, and touch nobody above', async ({ assert }) => {
    const victim = await Caller.of()
    const support = await Caller.of({ platform: ['support'] })
    const moderator = await Caller.of({ platform: ['moderator'] })
    const boss = await Caller.of({ platform: ['superadmin'] })
    assert.equal((await support.post(`admin/users/${victim.id}/strikes`, spam)).status, 403)
    assert.equal((await support.get(`admin/users/${victim.id}/standing`)).status, 200)
    assert.equal((await victim.get(`admin/users/${victim.id}/standing`)).status, 403)
    for (const one of [moderator, boss]) assert.equal((await moderator.post(`admin/users/${one.id}/strikes`, spam)).status, 403)
    assert.equal((await moderator.post(`admin/users/${victim.id}/strikes`, { ...spam, weight: 0 })).status, 422)
  })

  test('are given and withdrawn by page, and read by whom they concern without evidence', async ({ assert }) => {
    const admin = await entered({ platform: ['admin'] })
    const victim = await entered()
    await admin.visitor.open(`/operator/users/${victim.id}/strikes/new`)
    const { evidence, ...told } = { ...spam, weight: '1', evidence: 'secret evidence' }
    assert.equal((await admin.visitor.submit(`/operator/users/${victim.id}/strikes`, { ...told, evidence, days: '' })).status, 302)
    const page = await victim.visitor.open('/account/standing')
    assert.include(page.text, spam.reason)
    assert.notInclude(page.text, evidence)
    assert.include((await admin.visitor.open(`/operator/users/${victim.id}`)).text, evidence)
    const { id } = await db.from('strikes').where('user_id', victim.id).firstOrFail()
    await admin.visitor.open(`/operator/strikes/${id}/withdraw`)
    await admin.visitor.submit(`/operator/strikes/${id}/withdraw`, { reason: 'It was somebody else' })
    assert.include((await victim.visitor.open('/account/standing')).text, 'Withdrawn')
    assert.notInclude((await (await entered()).visitor.open('/account/standing')).text, spam.reason)
  })
})
