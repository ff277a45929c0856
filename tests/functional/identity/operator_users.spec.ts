import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { Visitor } from '#tests/support/visitor'
import { createUser, type TestUser } from '#tests/support/users'
import { newId } from '#core/ids'
import type { PlatformRole } from '#core/rights'

const enter = async ({ user, password }: Pick<TestUser, 'user' | 'password'>) => {
  const visitor = new Visitor()
  await visitor.signIn(user.email, password)
  await visitor.open('/sign-up')
  await visitor.open('/account/members')
  return visitor
}
const as = async (...platform: PlatformRole[]) => enter(await createUser({ platform }))
const statusOf = async (id: string) => (await db.from('users').where('id', id).firstOrFail()).status
const rolesOf = async (id: string) => (await db.from('role_bindings').where('user_id', id)).map(({ role }) => role).sort()

test.group('Operators look after accounts', (group) => {
  group.each.setup(forgetCounts)

  test('admins and support see the list, a moderator, an analyst and a buyer do not', async ({ assert }) => {
    const { user } = await createUser({ fullName: 'Найдите Меня', platform: ['moderator'] })
    for (const role of ['admin', 'support', 'superadmin'] as const) {
      const visitor = await as(role)
      const list = await visitor.open(`/operator/users?q=${encodeURIComponent(user.email)}&status=active&role=moderator`)
      assert.equal(list.status, 200)
      assert.include(list.text, 'Найдите Меня')
      assert.include((await visitor.open(`/operator/users/${user.id}`)).text, user.email)
    }
    for (const visitor of [await as('moderator'), await as('analyst'), await as()]) {
      assert.equal((await visitor.open('/operator/users')).status, 403)
      assert.equal((await visitor.open(`/operator/users/${user.id}`)).status, 403)
    }
    assert.equal((await new Visitor().open('/operator/users')).location, '/sign-in?next=%2Foperator%2Fusers')
  })

  test('an admin blocks with a reason: audited, sessions end; support may not', async ({ assert }) => {
    const target = await createUser({ tenant: { role: 'owner' } })
    const victim = await enter(target)
    const path = `/operator/users/${target.user.id}`
    const support = await as('support')
    await support.open(path)
    assert.equal((await support.submit(`${path}/block`, { reason: 'no right' })).status, 403)
    assert.equal(await statusOf(target.user.id), 'active')

    const admin = await as('admin')
    assert.equal((await admin.open(`${path}/block`)).status, 200)
    await admin.submit(`${path}/block`, { reason: '' })
    assert.equal(await statusOf(target.user.id), 'active')
    assert.equal((await admin.submit(`${path}/block`, { reason: 'sells fakes' })).status, 302)

    assert.equal(await statusOf(target.user.id), 'blocked')
    assert.equal((await victim.open('/account/members')).status, 302)
    const audit = await db.from('audit_log').where({ action: 'identity.user_blocked', target_id: target.user.id }).firstOrFail()
    assert.equal(audit.reason, 'sells fakes')
    assert.include((await admin.open(path)).text, 'sells fakes')
    await admin.submit(`${path}/unblock`, { reason: 'appeal won' })
    assert.equal(await statusOf(target.user.id), 'active')
  })

  test('an admin raises nobody to admin and touches no superadmin; a superadmin may', async ({ assert }) => {
    const admin = await as('admin')
    const friend = await createUser()
    const boss = await createUser({ platform: ['superadmin'] })
    const grant = (visitor: Visitor, id: string, role: string) => visitor.submit(`/operator/users/${id}/roles`, { role, reason: 'because' })

    assert.equal((await grant(admin, friend.user.id, 'moderator')).status, 302)
    for (const role of ['admin', 'superadmin']) assert.equal((await grant(admin, friend.user.id, role)).status, 403)
    assert.equal((await admin.submit(`/operator/users/${boss.user.id}/block`, { reason: 'revolt' })).status, 403)
    assert.equal((await admin.submit(`/operator/users/${boss.user.id}/roles/revoke`, { role: 'superadmin', reason: 'revolt' })).status, 403)
    assert.deepEqual(await rolesOf(friend.user.id), ['moderator'])
    assert.deepEqual(await rolesOf(boss.user.id), ['superadmin'])

    const superadmin = await as('superadmin')
    assert.equal((await grant(superadmin, friend.user.id, 'admin')).status, 302)
    assert.deepEqual(await rolesOf(friend.user.id), ['admin', 'moderator'])
    await superadmin.submit(`/operator/users/${friend.user.id}/roles/revoke`, { role: 'admin', reason: 'left the team' })
    assert.deepEqual(await rolesOf(friend.user.id), ['moderator'])
  })

  test('nobody blocks or raises themselves; an unknown account looks absent', async ({ assert }) => {
    const admin = await createUser({ platform: ['admin'] })
    const visitor = await enter(admin)
    assert.equal((await visitor.submit(`/operator/users/${admin.user.id}/block`, { reason: 'tired' })).status, 403)
    assert.equal((await visitor.submit(`/operator/users/${admin.user.id}/roles`, { role: 'moderator', reason: 'why not' })).status, 403)
    assert.equal((await visitor.open(`/operator/users/${newId()}`)).status, 404)
    assert.equal((await visitor.open('/operator/users/1')).status, 404)
    assert.equal((await visitor.open('/operator/users?sort=password_hash')).status, 422)
  })

  test('a superadmin without a company is told so, not shown a fault', async ({ assert }) => {
    const visitor = await as('superadmin')
    const page = await visitor.open('/account/members')
    assert.equal(page.status, 403)
    assert.notInclude((await visitor.open('/account/profile')).text, 'href="/account/members"')
  })

  test('the list costs the same number of queries however many rows it shows', async ({ assert }) => {
    const visitor = await as('admin')
    const count = async () => {
      let queries = 0
      const listen = () => (queries += 1)
      db.connection().getReadClient().on('query', listen)
      const answer = await visitor.open('/operator/users')
      db.connection().getReadClient().off('query', listen)
      assert.equal(answer.status, 200)
      return queries
    }
    await count()
    const before = await count()
    for (let at = 0; at < 5; at += 1) await createUser({ platform: ['moderator'] })
    assert.equal(await count(), before)
    assert.isAbove(before, 2)
    assert.isBelow(before, 8)
  })
})
