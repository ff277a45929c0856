import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { forgetCounts } from '#tests/support/forget_counts'
import { Visitor } from '#tests/support/visitor'
import { apiToken, createUser } from '#tests/support/users'
import { deliverAccountMail, lettersTo, linkIn } from '#tests/support/account_mail'
import { changeSetting } from '#tests/support/settings'
import type { ApiClient } from '@japa/api-client'

const PASSWORD = 'walks along the canal'
const tokenOf = (path: string) => path.split('/').at(-1)!
const userOf = (email: string) => db.from('users').where('email', email).first()
const isIn = async (visitor: Visitor) => (await visitor.open('/account/profile')).status === 200

async function signUp(email: string, visitor = new Visitor()) {
  await visitor.open('/sign-up')
  const answer = await visitor.submit('/sign-up', { full_name: 'Anna K', email, password: PASSWORD, company_name: 'Anna and friends' })
  return { visitor, answer }
}
async function newestLink(userId: string, email: string) {
  await deliverAccountMail(userId)
  return linkIn((await lettersTo(email))[0], 'confirm-email')
}
const confirm = async (path: string, visitor = new Visitor()) => {
  await visitor.open(path)
  return visitor.submit(path)
}
const complete = (client: ApiClient, path: string) =>
  client.post('/api/v1/auth/email-confirmations/complete').json({ token: tokenOf(path) })

test.group('Confirming an address', (group) => {
  group.each.setup(forgetCounts)

  test('after a registration by page nobody is in before the mail was opened; then the same browser is', async ({ assert }) => {
    const email = `new-${newId()}@example.test`
    const { visitor, answer } = await signUp(email)
    assert.equal(answer.location, '/sign-up/check-mail')
    assert.include((await visitor.open('/sign-up/check-mail')).text, email)
    assert.isFalse(await isIn(visitor))
    const early = new Visitor()
    await early.signIn(email, PASSWORD)
    assert.isFalse(await isIn(early))

    const path = await newestLink((await userOf(email)).id, email)
    assert.equal((await visitor.open(path)).status, 200)
    await visitor.submit(path)
    assert.isTrue(await isIn(visitor))
    assert.include((await visitor.open('/account/members')).text, 'Anna and friends')
    await early.signIn(email, PASSWORD)
    assert.isTrue(await isIn(early))
  })

  test('in another browser the link confirms and asks for the password', async ({ assert }) => {
    const email = `new-${newId()}@example.test`
    await signUp(email)
    const elsewhere = new Visitor()
    const path = await newestLink((await userOf(email)).id, email)
    assert.equal((await confirm(path, elsewhere)).location, '/sign-in')
    assert.isFalse(await isIn(elsewhere))
    await elsewhere.signIn(email, PASSWORD)
    assert.isTrue(await isIn(elsewhere))
  })

  test('a link works once; an older one, one too old and one made up do nothing', async ({ client, assert }) => {
    const { user } = await createUser({ isConfirmed: false })
    const token = await apiToken(user)
    const resend = () => client.post('/api/v1/auth/email-confirmations').bearerToken(token)
    ;(await resend()).assertStatus(202)
    const first = await newestLink(user.id, user.email)
    ;(await resend()).assertStatus(202)
    const second = await newestLink(user.id, user.email)

    ;(await complete(client, first)).assertStatus(404)
    ;(await complete(client, `/confirm-email/${'x'.repeat(43)}`)).assertStatus(404)
    assert.isNull((await userOf(user.email)).email_confirmed_at)
    ;(await complete(client, second)).assertStatus(204)
    ;(await complete(client, second)).assertStatus(404)
    assert.isNotNull((await userOf(user.email)).email_confirmed_at)

    const late = await createUser({ isConfirmed: false })
    ;(await client.post('/api/v1/auth/email-confirmations').bearerToken(await apiToken(late.user))).assertStatus(202)
    const path = await newestLink(late.user.id, late.user.email)
    await db
      .from('contact_confirmations')
      .where('user_id', late.user.id)
      .update({ expires_at: new Date(Date.now() - 1000) })
    ;(await complete(client, path)).assertStatus(404)
    assert.equal((await new Visitor().open(path)).status, 404)
  })

  test('it is sent again some times an hour; the database holds no token', async ({ client, assert }) => {
    const { user } = await createUser({ isConfirmed: false })
    const token = await apiToken(user)
    const statuses = []
    for (let at = 0; at < 6; at += 1) {
      statuses.push((await client.post('/api/v1/auth/email-confirmations').bearerToken(token)).status())
    }
    assert.deepEqual(statuses, [202, 202, 202, 202, 202, 429])
    const secret = tokenOf(await newestLink(user.id, user.email))
    for (const table of ['contact_confirmations', 'outbox']) {
      const rows = await db.from(table).where(table === 'outbox' ? 'aggregate_id' : 'user_id', user.id)
      assert.notInclude(JSON.stringify(rows), secret)
    }
  })

  test('another address counts once its own mail was opened; the old one is told before and after', async ({ assert }) => {
    const { user, password } = await createUser()
    const next = `next-${newId()}@example.test`
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    await visitor.open('/account/contacts')
    assert.equal((await visitor.submit('/account/contacts/email', { email: next })).location, '/account/contacts')
    await deliverAccountMail(user.id)
    assert.include((await lettersTo(user.email))[0].subject, 'about to change')
    assert.include((await visitor.open('/account/contacts')).text, next)
    assert.equal((await db.from('users').where('id', user.id).firstOrFail()).email, user.email)

    await confirm(linkIn((await lettersTo(next))[0], 'confirm-email'))
    assert.equal((await db.from('users').where('id', user.id).firstOrFail()).email, next)
    await deliverAccountMail(user.id)
    assert.include((await lettersTo(user.email))[0].text, next)
    const again = new Visitor()
    await again.signIn(user.email, password)
    assert.isFalse(await isIn(again))
    await again.signIn(next, password)
    assert.isTrue(await isIn(again))
  })

  test("another person's address cannot be taken, and asking does not tell that it is one", async ({ client, assert }) => {
    const { user } = await createUser()
    const other = await createUser()
    const ask = async (email: string) => {
      const answer = await client
        .post('/api/v1/auth/email')
        .bearerToken(await apiToken(user))
        .json({ email })
      return [answer.status(), answer.body()]
    }
    assert.deepEqual(await ask(other.user.email), await ask(`free-${newId()}@example.test`))
    assert.deepEqual(await ask(other.user.email), [202, { accepted: true }])
    const path = await newestLink(user.id, other.user.email)
    ;(await complete(client, path)).assertStatus(409)
    assert.equal((await db.from('users').where('id', user.id).firstOrFail()).email, user.email)
  })

  test('a new password stops a change of address that was asked for before', async ({ client, assert }) => {
    const { user, password } = await createUser()
    const next = `thief-${newId()}@example.test`
    ;(
      await client
        .post('/api/v1/auth/email')
        .bearerToken(await apiToken(user))
        .json({ email: next })
    ).assertStatus(202)
    const path = await newestLink(user.id, next)
    const owner = new Visitor()
    await owner.signIn(user.email, password)
    await owner.open('/account/profile')
    await owner.submit('/account/profile/password', { current_password: password, password: 'the thief does not know' })
    ;(await complete(client, path)).assertStatus(404)
    assert.equal((await db.from('users').where('id', user.id).firstOrFail()).email, user.email)
  })

  test('where the operator wishes so, who is not confirmed works in no panel and no company, and is led to it', async ({
    client,
    assert,
  }) => {
    const open = await createUser({ isConfirmed: false, tenant: { role: 'owner' } })
    const confirmed = await createUser({ tenant: { role: 'owner' } })
    const asks = async ({ user, password }: typeof open) => {
      const visitor = new Visitor()
      await visitor.signIn(user.email, password)
      const { status, location } = await visitor.open('/seller/products')
      const tenant = await client.get('/api/v1/tenants/me').bearerToken(await apiToken(user))
      return { page: location ?? status, api: tenant.status(), account: (await visitor.open('/account/contacts')).status }
    }
    const free = { page: 200, api: 200, account: 200 }
    assert.deepEqual(await asks(open), free)
    const restore = await changeSetting('identity.require_confirmed_email', true)
    try {
      assert.deepEqual(await asks(open), { page: '/account/contacts', api: 403, account: 200 })
      assert.deepEqual(await asks(confirmed), free)
    } finally {
      await restore()
    }
  })
})
