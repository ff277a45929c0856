import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { Visitor } from '#tests/support/visitor'
import { createUser } from '#tests/support/users'
import { deliverAccountMail, lettersTo, linkIn } from '#tests/support/account_mail'
import { newId } from '#core/ids'

const newEmail = () => `new-${newId()}@example.test`

test.group('Signing up', (group) => {
  group.each.setup(forgetCounts)

  test('with a company name the account, the company and its owner are made together', async ({ client, assert }) => {
    const email = newEmail()
    const response = await client
      .post('/api/v1/auth/register')
      .json({ email, password: 'long enough', username: `u-${newId().slice(-12)}`, company_name: 'Ромашка и Ко' })

    response.assertStatus(201)
    assert.properties(response.body(), ['token', 'access_token', 'refresh_token', 'token_type', 'expires_in'])
    const tenant = await client.get('/api/v1/tenants/me').bearerToken(response.body().token)
    tenant.assertStatus(200)
    assert.containsSubset(tenant.body(), { name: 'Ромашка и Ко', plan: 'FREE', status: 'active' })
    assert.match(tenant.body().slug, /^romashka/)
    const member = await db.from('tenant_members').where('tenant_id', tenant.body().id).firstOrFail()
    assert.equal(member.role, 'owner')
    assert.exists(await db.from('outbox').where('name', 'tenancy.tenant_created.v1').where('aggregate_id', tenant.body().id).first())
  })

  test('without one there is only the account; the password is stored as argon2id', async ({ client, assert }) => {
    const email = newEmail()
    const response = await client
      .post('/api/v1/auth/register')
      .json({ email, password: 'long enough', username: `u-${newId().slice(-12)}` })

    response.assertStatus(201)
    const user = await db.from('users').where('email', email).firstOrFail()
    assert.match(user.password_hash, /^\$argon2id\$/)
    ;(await client.get('/api/v1/tenants/me').bearerToken(response.body().token)).assertStatus(403)
  })

  test('a refused sign-up leaves nothing behind', async ({ client, assert }) => {
    const { user } = await createUser()
    const count = async () => Number((await db.from('tenants').count('* as n').first()).n)
    const before = await count()

    const taken = await client
      .post('/api/v1/auth/register')
      .json({ email: user.email.toUpperCase(), password: 'long enough', company_name: 'Never made' })

    taken.assertStatus(422)
    assert.equal(taken.body().error_code, 'ACCOUNT_NOT_CREATED')
    assert.equal(await count(), before)
  })

  test('a password over 72 bytes counts whole; a short one is refused', async ({ client }) => {
    const email = newEmail()
    const password = 'очень длинный пароль '.repeat(6).trim()
    ;(await client.post('/api/v1/auth/register').json({ email, password: 'short' })).assertStatus(422)
    ;(await client.post('/api/v1/auth/register').json({ email, password })).assertStatus(201)

    ;(await client.post('/api/v1/auth/login').json({ email, password: password.slice(0, 40) })).assertStatus(401)
    ;(await client.post('/api/v1/auth/login').json({ email, password: `${password} ` })).assertStatus(401)
    ;(await client.post('/api/v1/auth/login').json({ email, password })).assertStatus(200)
  })

  test('protected fields of the body are ignored', async ({ client, assert }) => {
    const { tenant } = await createUser({ tenant: { role: 'owner' } })
    const email = newEmail()
    const response = await client.post('/api/v1/auth/register').json({
      email,
      password: 'long enough',
      role: 'superadmin',
      platform_roles: ['superadmin'],
      tenant_id: tenant.id,
      last_tenant_id: tenant.id,
      status: 'blocked',
      id: newId(),
    })
    const me = (await client.get('/api/v1/auth/me').bearerToken(response.body().token)).body()
    assert.containsSubset(me, { tenant_id: null, tenant_role: null, platform_roles: ['user'] })
  })

  test('the page signs up, and in once the mail was opened, in Russian too', async ({ assert }) => {
    const visitor = new Visitor({ 'accept-language': 'ru' })
    const email = newEmail()
    assert.include((await visitor.open('/sign-up')).text, 'Создать учётную запись')
    const answer = await visitor.submit('/sign-up', { full_name: 'Анна', email, password: 'длинный пароль', company_name: 'Анна и друзья' })

    assert.equal(answer.location, '/sign-up/check-mail')
    assert.include((await visitor.open('/sign-up/check-mail')).text, 'Проверьте почту')
    await deliverAccountMail((await db.from('users').where('email', email).firstOrFail()).id)
    const [letter] = await lettersTo(email)
    assert.equal(letter.subject, 'Завершите регистрацию')
    const path = linkIn(letter, 'confirm-email')
    await visitor.open(path)
    await visitor.submit(path)
    const members = await visitor.open('/account/members')
    assert.equal(members.status, 200)
    assert.include(members.text, 'Анна и друзья')
  })

  test('the page names the field that is wrong and keeps the rest', async ({ assert }) => {
    const visitor = new Visitor()
    await visitor.open('/sign-up')
    await visitor.submit('/sign-up', { full_name: 'Anna K', email: 'not an address', password: 'short' })
    const { text } = await visitor.open('/sign-up')
    assert.include(text, 'value="Anna K"')
    assert.include(text, 'is-invalid')
    assert.notInclude(text, 'value="short"')
  })
})
