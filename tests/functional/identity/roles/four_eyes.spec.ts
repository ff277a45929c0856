import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { Clock } from '#core/clock'
import { systemActor } from '#core/actor'
import ExpireProposals from '#core/four_eyes/expire_proposals'
import ChangePlatformRole from '#identity/actions/change_platform_role'
import BlockUser from '#identity/actions/block_user'
import { forgetCounts } from '#tests/support/forget_counts'
import { auditOf, Caller, entered } from '#tests/support/rights'
import { waitForLockWaits } from '#tests/support/lock_waits'

const agreed = { note: 'I looked at it' }
const reason = 'She runs the night shift'
const rolesOf = async (id: string) => (await db.from('role_bindings').where('user_id', id)).map(({ role }) => role as string)
const propose = (by: Caller, id: string) => by.post(`admin/users/${id}/roles`, { role: 'superadmin', reason })

test.group('Acts that need two people', (group) => {
  group.each.setup(forgetCounts)
  group.each.teardown(() => Clock.resume())

  test('a superadmin is made by two of them: proposed by one, nothing happens; confirmed by another, it does', async ({ assert }) => {
    const first = await Caller.of({ platform: ['superadmin'] })
    const second = await Caller.of({ platform: ['superadmin'] })
    const admin = await Caller.of({ platform: ['admin'] })
    const friend = await Caller.of()
    const proposed = await propose(first, friend.id)
    assert.equal(proposed.status, 202)
    assert.deepEqual(await rolesOf(friend.id), [])
    const path = `admin/proposals/${proposed.json.data.proposal_id}`

    const own = await first.post(`${path}/confirm`, agreed)
    assert.equal(own.status, 409)
    assert.equal(own.json.error_code, 'SECOND_PERSON_REQUIRED')
    assert.equal((await admin.post(`${path}/confirm`, agreed)).status, 404)
    assert.equal((await friend.post(`${path}/confirm`, agreed)).status, 404)
    assert.equal((await propose(second, friend.id)).status, 409)
    assert.deepEqual(await rolesOf(friend.id), [])

    const confirmed = await second.post(`${path}/confirm`, { note: 'I know her' })
    assert.equal(confirmed.status, 200)
    assert.equal(confirmed.json.data.status, 'confirmed')
    assert.deepEqual(await rolesOf(friend.id), ['superadmin'])
    assert.equal((await second.post(`${path}/confirm`, agreed)).status, 409)
    assert.deepEqual(await auditOf(friend.id), ['core.act_proposed', 'identity.role_granted', 'core.act_confirmed'])
  })

  test('several who confirm at once: it happens once', async ({ assert }) => {
    const first = await Caller.of({ platform: ['superadmin'] })
    const others = await Promise.all(Array.from({ length: 5 }, () => Caller.of({ platform: ['superadmin'] })))
    const friend = await Caller.of()
    const { json } = await propose(first, friend.id)
    const answers = await Promise.all(others.map((other) => other.post(`admin/proposals/${json.data.proposal_id}/confirm`, agreed)))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409, 409])
    assert.lengthOf(
      (await auditOf(friend.id)).filter((action) => action === 'identity.role_granted'),
      1
    )
  })

  test('a proposer who was demoted meanwhile leaves nothing to confirm; whom it concerns confirms nothing', async ({ assert }) => {
    const first = await Caller.of({ platform: ['superadmin'] })
    const second = await Caller.of({ platform: ['superadmin'] })
    const friend = await Caller.of()
    const { json } = await propose(first, friend.id)
    await db.from('role_bindings').where('user_id', first.id).delete()
    assert.equal((await second.post(`admin/proposals/${json.data.proposal_id}/confirm`, agreed)).status, 409)
    assert.deepEqual(await rolesOf(friend.id), [])
    assert.equal((await db.from('proposals').where('id', String(json.data.proposal_id)).firstOrFail()).status, 'open')
  })

  test('it runs out, is turned down or taken back, and can then be proposed again', async ({ assert }) => {
    const first = await Caller.of({ platform: ['superadmin'] })
    const second = await Caller.of({ platform: ['superadmin'] })
    const friend = await Caller.of()
    const late = await propose(first, friend.id)
    Clock.freeze(DateTime.utc().plus({ hours: 73 }))
    assert.equal((await second.post(`admin/proposals/${late.json.data.proposal_id}/confirm`, agreed)).status, 409)
    const again = await propose(first, friend.id)
    assert.equal(again.status, 202)
    assert.equal((await db.from('proposals').where('id', String(late.json.data.proposal_id)).firstOrFail()).status, 'expired')
    assert.equal((await second.post(`admin/proposals/${again.json.data.proposal_id}/reject`, agreed)).json.data.status, 'rejected')
    const third = await propose(first, friend.id)
    assert.equal((await first.post(`admin/proposals/${third.json.data.proposal_id}/reject`, agreed)).json.data.status, 'withdrawn')
    const last = await propose(first, friend.id)
    Clock.freeze(Clock.now().plus({ hours: 73 }))
    await new ExpireProposals().handle()
    assert.equal((await first.get(`admin/proposals/${last.json.data.proposal_id}`)).json.data.status, 'expired')
    assert.deepEqual(await rolesOf(friend.id), [])
  })

  test('the table refuses the same pair of eyes twice', async ({ assert }) => {
    const first = await Caller.of({ platform: ['superadmin'] })
    const { json } = await propose(first, (await Caller.of()).id)
    const decided = { status: 'confirmed', decided_by: first.id, decided_at: new Date() }
    await assert.rejects(() => db.from('proposals').where('id', String(json.data.proposal_id)).update(decided), /proposals_four_eyes/)
  })

  test('by page: proposed from the account, confirmed from the list by another', async ({ assert }) => {
    const first = await entered({ platform: ['superadmin'] })
    const second = await entered({ platform: ['superadmin'] })
    const friend = await Caller.of()
    await first.visitor.open(`/operator/users/${friend.id}`)
    await first.visitor.submit(`/operator/users/${friend.id}/roles`, { role: 'superadmin', reason })
    const { id } = await db.from('proposals').where('subject_id', friend.id).firstOrFail()
    assert.include((await first.visitor.open(`/operator/proposals/${id}`)).text, 'somebody else has to confirm')
    assert.include((await second.visitor.open(`/operator/proposals?status=open`)).text, friend.email)
    assert.include((await second.visitor.open(`/operator/proposals/${id}`)).text, 'every right on the platform')
    assert.equal((await second.visitor.submit(`/operator/proposals/${id}/confirm`, { note: '' })).status, 302)
    assert.deepEqual(await rolesOf(friend.id), ['superadmin'])
  })
})

test.group('Superadmins', (group) => {
  group.each.setup(forgetCounts)

  test('two who demote or block each other at once: one of them stays, always', async ({ assert }) => {
    const [demote, block] = [await app.container.make(ChangePlatformRole), await app.container.make(BlockUser)]
    for (let round = 0; round < 6; round += 1) {
      const [left, right] = [await Caller.of({ platform: ['superadmin'] }), await Caller.of({ platform: ['superadmin'] })]
      // Everybody else's superadmins step aside for the moment of the race, in a transaction of its own that is undone below.
      const others = await db.from('role_bindings').where('role', 'superadmin').whereNotIn('user_id', [left.id, right.id])
      await db
        .from('role_bindings')
        .whereIn(
          'id',
          others.map(({ id }) => id as string)
        )
        .delete()
      const actorOf = (by: Caller) => ({ ...systemActor('race'), kind: 'user' as const, userId: by.id })
      const acts = [
        [left, right],
        [right, left],
      ].map(([by, target]) =>
        round % 2
          ? block.handle({ actor: actorOf(by), userId: target.id, reason: 'a race' })
          : demote.handle({ actor: actorOf(by), userId: target.id, role: 'superadmin', granted: false })
      )
      const results = await Promise.allSettled(acts)
      const active = await db
        .from('users')
        .join('role_bindings', 'role_bindings.user_id', 'users.id')
        .where({ 'role': 'superadmin', 'users.status': 'active' })
        .whereIn('users.id', [left.id, right.id])
      if (others.length) await db.table('role_bindings').multiInsert(others)
      assert.lengthOf(active, 1)
      assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    }
  })

  test('two terminals that demote both at once leave one of them', async ({ assert }) => {
    const demote = await app.container.make(ChangePlatformRole)
    const [left, right] = [await Caller.of({ platform: ['superadmin'] }), await Caller.of({ platform: ['superadmin'] })]
    const others = await db.from('role_bindings').where('role', 'superadmin').whereNotIn('user_id', [left.id, right.id])
    const ids = others.map(({ id }) => id as string)
    await db.from('role_bindings').whereIn('id', ids).delete()
    let acts: Promise<PromiseSettledResult<boolean>[]>
    await db.transaction(async (trx) => {
      await trx.from('users').whereIn('id', [left.id, right.id]).orderBy('id').forUpdate().select('id')
      const actor = systemActor('terminal')
      acts = Promise.allSettled([left, right].map(({ id: userId }) => demote.handle({ actor, userId, role: 'superadmin', granted: false })))
      await waitForLockWaits(2)
    })
    const results = await acts!
    const remaining = await db.from('role_bindings').where('role', 'superadmin').whereIn('user_id', [left.id, right.id])
    if (others.length) await db.table('role_bindings').multiInsert(others)
    assert.lengthOf(remaining, 1)
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  })

  test('the last one is neither demoted nor blocked, also from the terminal', async ({ assert }) => {
    const [demote, block] = [await app.container.make(ChangePlatformRole), await app.container.make(BlockUser)]
    const last = await Caller.of({ platform: ['superadmin'] })
    const others = await db.from('role_bindings').where('role', 'superadmin').whereNot('user_id', last.id)
    await db
      .from('role_bindings')
      .whereIn(
        'id',
        others.map(({ id }) => id as string)
      )
      .delete()
    const actor = systemActor('terminal')
    await assert.rejects(() => demote.handle({ actor, userId: last.id, role: 'superadmin', granted: false }), /one active superadmin/)
    await assert.rejects(() => block.handle({ actor, userId: last.id, reason: 'a coup' }), /one active superadmin/)
    if (others.length) await db.table('role_bindings').multiInsert(others)
    assert.isTrue((await demote.handle({ actor, userId: last.id, role: 'superadmin', granted: false })) || !others.length)
  })

  test('an admin who is quick does not touch whom a superadmin raises at the same time', async ({ assert }) => {
    const block = await app.container.make(BlockUser)
    const admin = await Caller.of({ platform: ['admin'] })
    const boss = await Caller.of({ platform: ['superadmin'] })
    const actor = { ...systemActor('race'), kind: 'user' as const, userId: admin.id }
    await assert.rejects(() => block.handle({ actor, userId: boss.id, reason: 'a revolt' }), /may not/)
    const friend = await Caller.of()
    assert.equal((await block.handle({ actor, userId: friend.id, reason: 'spam' })).status, 'blocked')
  })
})
