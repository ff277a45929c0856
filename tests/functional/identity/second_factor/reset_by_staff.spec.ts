import db from '@adonisjs/lucid/services/db'
import mail from '@adonisjs/mail/services/main'
import { test } from '@japa/runner'
import MailAccountNotice from '#identity/mails/mail_account_notice'
import { forgetCounts } from '#tests/support/forget_counts'
import { auditOf, Caller, entered } from '#tests/support/rights'
import { giveTotp, isSignedIn } from '#tests/support/second_factors'
import { apiToken, createUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'

const reason = 'Showed a passport'
const reset = (by: Caller, id: string) => by.post(`admin/users/${id}/second-factors/reset`, { reason })

async function factorsOf(userId: string) {
  const tables = ['totp_factors', 'recovery_codes', 'passkeys']
  const rows = await Promise.all(tables.map((table) => db.from(table).where('user_id', userId)))
  return rows.flat().length
}

test.group('Staff resets the second factor of who lost it', (group) => {
  group.each.setup(forgetCounts)

  test('the password signs in alone again, what was open ends, the owner is told', async ({ assert }) => {
    const person = await createUser()
    await giveTotp(person)
    const token = await apiToken(person.user, null)
    const admin = await Caller.of({ platform: ['admin'] })
    assert.isTrue((await admin.get(`admin/users/${person.user.id}`)).json.data.has_second_factor)

    assert.equal((await reset(admin, person.user.id)).status, 204)

    assert.equal(await factorsOf(person.user.id), 0)
    const holder = new Caller(person.user.id, person.user.email, token, null)
    assert.equal((await holder.get('auth/me')).status, 401)
    const visitor = new Visitor()
    await visitor.signIn(person.user.email, person.password)
    assert.isTrue(await isSignedIn(visitor))
    assert.include(await auditOf(person.user.id), 'identity.second_factor_reset')
    const { messages } = mail.fake()
    const about = { aggregate_id: person.user.id, name: 'identity.second_factor_reset.v1' }
    await new MailAccountNotice().handle(await db.from('outbox').where(about).firstOrFail())
    messages.assertSentCount(1)
    mail.restore()
    assert.equal((await reset(admin, person.user.id)).json.error_code, 'NO_FACTOR_TO_RESET')
  })

  test('not by support, not of somebody above, not of oneself, not without a reason', async ({ assert }) => {
    const [person, boss] = [await createUser(), await createUser({ platform: ['admin'] })]
    for (const one of [person, boss]) await giveTotp(one)
    const admin = await Caller.of({ platform: ['admin'] })
    for (const other of ['support', 'moderator', 'user'] as const) {
      assert.equal((await reset(await Caller.of({ platform: [other] }), person.user.id)).status, 403, other)
    }
    assert.equal((await reset(admin, boss.user.id)).status, 403)
    const self = new Caller(boss.user.id, boss.user.email, await apiToken(boss.user, null), null)
    assert.equal((await reset(self, boss.user.id)).status, 403)
    assert.equal((await admin.post(`admin/users/${person.user.id}/second-factors/reset`)).status, 422)
    assert.isAbove(Math.min(await factorsOf(person.user.id), await factorsOf(boss.user.id)), 0)

    assert.equal((await reset(await Caller.of({ platform: ['superadmin'] }), boss.user.id)).status, 204)
  })

  test('by page, where the account says whether there is one', async ({ assert }) => {
    const person = await createUser()
    const admin = await entered({ platform: ['admin'] })
    const page = `/operator/users/${person.user.id}`
    assert.notInclude((await admin.visitor.open(page)).text, 'reset-second-factors')
    await giveTotp(person)
    assert.include((await admin.visitor.open(page)).text, `${page}/reset-second-factors`)
    await admin.visitor.open(`${page}/reset-second-factors`)
    assert.equal((await admin.visitor.submit(`${page}/reset-second-factors`, { reason })).location, page)
    assert.equal(await factorsOf(person.user.id), 0)
  })
})
