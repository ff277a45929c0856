import db from '@adonisjs/lucid/services/db'
import mail from '@adonisjs/mail/services/main'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import MailStanding from '#identity/blocks/jobs/mail_standing'
import { forgetCounts } from '#tests/support/forget_counts'
import { auditOf, Caller, entered } from '#tests/support/rights'

const reason = 'As agreed by telephone'

test.group('Accounts for programs of staff', (group) => {
  group.each.setup(forgetCounts)

  test('the list pages, sorts and filters: nobody twice, nobody left out', async ({ assert }) => {
    const support = await Caller.of({ platform: ['support'] })
    const tag = newId().slice(-12)
    for (let at = 0; at < 5; at += 1) await Caller.of({ fullName: `Tagged ${tag} ${at}`, platform: at % 2 ? ['analyst'] : [] })
    const all: string[] = []
    let cursor = ''
    do {
      const page = await support.get(`admin/users?q=${tag}&sort=email&limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
      assert.equal(page.status, 200)
      all.push(...page.json.data.map(({ email }) => String(email)))
      cursor = page.json.meta.next_cursor ?? ''
    } while (cursor)
    assert.lengthOf(new Set(all), 5)
    assert.deepEqual(all, all.toSorted())
    assert.lengthOf((await support.get(`admin/users?q=${tag}&role=analyst&status=active`)).json.data, 2)
    assert.lengthOf((await support.get(`admin/users?q=${tag}&status=blocked`)).json.data, 0)
    assert.equal((await support.get('admin/users?sort=password_hash')).status, 422)
    assert.equal((await support.get('admin/users?cursor=nonsense')).status, 422)
    for (const nobody of [await Caller.of(), await Caller.of({ platform: ['moderator'] })]) {
      assert.equal((await nobody.get('admin/users')).status, 403)
      assert.equal((await nobody.get(`admin/users/${support.id}`)).status, 403)
    }
  })

  test('an account names the companies its person works in, by page with the way there', async ({ assert }) => {
    const person = await Caller.of({ tenant: { role: 'viewer' } })
    const support = await Caller.of({ platform: ['support'] })
    const { companies } = (await support.get(`admin/users/${person.id}`)).json.data
    assert.deepEqual(companies, [{ id: person.tenant!.id, name: person.tenant!.name, role: 'viewer' }])
    assert.deepEqual((await support.get(`admin/users/${support.id}`)).json.data.companies, [])
    const { visitor } = await entered({ platform: ['admin'] })
    assert.include((await visitor.open(`/operator/users/${person.id}`)).text, `/operator/tenants/${person.tenant!.id}`)
  })

  test('no answer carries a secret of an account', async ({ assert }) => {
    const admin = await Caller.of({ platform: ['admin'] })
    const text = JSON.stringify([(await admin.get(`admin/users/${admin.id}`)).json, (await admin.get('admin/users?limit=5')).json])
    for (const secret of ['password', 'argon2', 'sessions_valid_after']) assert.notInclude(text, secret)
  })

  test('an invited person has no password and no roles, and a letter that leads to one', async ({ assert }) => {
    const admin = await Caller.of({ platform: ['admin'] })
    const email = `${newId()}@example.test`
    const made = await admin.post('admin/users', { email, full_name: 'New Colleague', locale: 'ru', roles: ['superadmin'] })
    assert.equal(made.status, 201)
    assert.deepEqual(made.json.data.roles, [])
    const { messages } = mail.fake()
    const event = await db
      .from('outbox')
      .where({ name: 'identity.user_invited.v1', aggregate_id: String(made.json.data.id) })
      .firstOrFail()
    await new MailStanding().handle(event)
    messages.assertSentCount(1)
    mail.restore()
    assert.equal(
      (await (await Caller.of({ platform: ['support'] })).post('admin/users', { email: `${newId()}@example.test`, full_name: 'No' }))
        .status,
      403
    )
    assert.equal((await admin.post('admin/users', { email, full_name: 'Again' })).status, 422)
  })

  test('roles, blocks and sessions answer alike by API: admins below, superadmins above, nobody oneself', async ({ assert }) => {
    const admin = await Caller.of({ platform: ['admin'] })
    const boss = await Caller.of({ platform: ['superadmin'] })
    const friend = await Caller.of()
    const grant = (by: Caller, id: string, role: string) => by.post(`admin/users/${id}/roles`, { role, reason })
    assert.isTrue((await grant(admin, friend.id, 'moderator')).json.data.changed)
    assert.isFalse((await grant(admin, friend.id, 'moderator')).json.data.changed)
    for (const role of ['admin', 'superadmin']) assert.equal((await grant(admin, friend.id, role)).status, 403)
    assert.equal((await grant(admin, admin.id, 'moderator')).status, 403)
    assert.equal((await grant(admin, friend.id, 'emperor')).status, 422)
    assert.equal((await admin.post(`admin/users/${friend.id}/roles`, { reason })).status, 422)
    for (const act of ['block', 'unblock', 'sessions/end', 'strikes']) {
      assert.equal((await admin.post(`admin/users/${boss.id}/${act}`, { reason, kind: 'spam' })).status, 403, act)
    }
    assert.equal((await boss.post(`admin/users/${boss.id}/block`, { reason })).status, 403)
    assert.equal((await grant(boss, friend.id, 'admin')).status, 200)
    assert.equal((await admin.post(`admin/users/${friend.id}/sessions/end`, { reason })).status, 403)
    assert.equal((await boss.post(`admin/users/${friend.id}/sessions/end`, { reason })).status, 204)
    assert.equal((await friend.get('auth/me')).status, 401)
    assert.includeMembers(await auditOf(friend.id), ['identity.role_granted', 'identity.sessions_ended'])
    assert.equal((await admin.get(`admin/users/${newId()}`)).status, 404)
  })

  test('sessions of a panel end by page, and the account stays', async ({ assert }) => {
    const admin = await entered({ platform: ['admin'] })
    const victim = await entered()
    await admin.visitor.open(`/operator/users/${victim.id}/end-sessions`)
    await admin.visitor.submit(`/operator/users/${victim.id}/end-sessions`, { reason })
    assert.equal((await victim.visitor.open('/account/profile')).status, 302)
    assert.equal((await db.from('users').where('id', victim.id).firstOrFail()).status, 'active')
  })
})
