import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import env from '#start/env'
import ResetPassword from '#identity/resets/actions/reset_password'
import { systemActor } from '#core/actor'
import { newId } from '#core/ids'
import { forgetCounts } from '#tests/support/forget_counts'
import { Visitor } from '#tests/support/visitor'
import { apiToken, createUser } from '#tests/support/users'
import { deliverAccountMail, lettersTo, linkIn } from '#tests/support/account_mail'
import { ownerOfCompany, tokenOf as machineOf } from '../tokens/support/machines.js'
import { programToken, somebody } from '#tests/support/publishing'
import type { ApiClient } from '@japa/api-client'

const NEW = 'a wholly new secret'
const ASK = '/api/v1/auth/password-resets'

/** As the worker does after somebody asked. */
async function deliverReset(userId: string) {
  const rows = (await db.from('password_resets').where('user_id', userId).orderBy('created_at')) as { id: string }[]
  for (const { id } of rows) await deliverAccountMail(id)
}
async function askedLink(client: ApiClient, { id, email }: { id: string; email: string }) {
  ;(await client.post(ASK).json({ email })).assertStatus(202)
  await deliverReset(id)
  return linkIn((await lettersTo(email))[0], 'reset-password')
}
const tokenOf = (path: string) => path.split('/').at(-1)!
const signsIn = async (email: string, password: string) => {
  const visitor = new Visitor()
  await visitor.signIn(email, password)
  return (await visitor.open('/account/profile')).status === 200
}

test.group('A lost password', (group) => {
  group.each.setup(forgetCounts)

  test('the mailed link sets a new one by page; every session and token ends, and the owner is told', async ({ client, assert }) => {
    const { user, password } = await createUser()
    const token = await apiToken(user)
    const before = new Visitor()
    await before.signIn(user.email, password)
    const guest = new Visitor()
    await guest.open('/reset-password')
    assert.equal((await guest.submit('/reset-password', { email: user.email })).location, '/reset-password')
    await deliverReset(user.id)
    const path = linkIn((await lettersTo(user.email))[0], 'reset-password')

    assert.equal((await guest.open(path)).status, 200)
    await guest.submit(path, { password: 'password123' })
    assert.include((await guest.open(path)).text, 'anybody would guess')
    assert.equal((await guest.submit(path, { password: NEW })).location, '/sign-in')

    assert.equal((await before.open('/account/profile')).status, 302)
    ;(await client.get('/api/v1/auth/me').bearerToken(token)).assertStatus(401)
    assert.isFalse(await signsIn(user.email, password))
    assert.isTrue(await signsIn(user.email, NEW))
    await deliverAccountMail(user.id)
    const subjects = (await lettersTo(user.email)).map(({ subject }) => subject)
    assert.include(subjects, 'Your password was changed')
  })

  test('a link works once, the newest password wins, and looking uses nothing up', async ({ client, assert }) => {
    const { user } = await createUser()
    const path = await askedLink(client, user)
    const visitor = new Visitor()
    await visitor.open(path)
    await visitor.open(path)

    ;(await client.post(`${ASK}/complete`).json({ token: tokenOf(path), password: NEW })).assertStatus(204)
    const again = await client.post(`${ASK}/complete`).json({ token: tokenOf(path), password: 'another new secret' })
    again.assertStatus(404)
    assert.equal(again.body().error_code, 'LINK_OVER')
    assert.equal((await visitor.open(path)).status, 404)
    assert.isTrue(await signsIn(user.email, NEW))
  })

  test('of many at once with the same link one succeeds', async ({ client, assert }) => {
    const { user } = await createUser()
    const token = tokenOf(await askedLink(client, user))
    const reset = await app.container.make(ResetPassword)
    const actor = { ...systemActor('test'), userId: null }
    const tried = await Promise.allSettled(
      Array.from({ length: 8 }, (_, at) => reset.handle({ actor, token, password: `secret of attempt ${at}` }))
    )
    assert.lengthOf(
      tried.filter(({ status }) => status === 'fulfilled'),
      1
    )
  })

  test('a link that is too old, of a changed password or made up does nothing; a good one does', async ({ client }) => {
    const { user, password } = await createUser()
    const complete = (token: string) => client.post(`${ASK}/complete`).json({ token, password: NEW })
    const old = tokenOf(await askedLink(client, user))
    await db
      .from('password_resets')
      .where('user_id', user.id)
      .update({ expires_at: new Date(Date.now() - 1000) })
    ;(await complete(old)).assertStatus(404)
    ;(await complete('x'.repeat(43))).assertStatus(404)

    const replaced = tokenOf(await askedLink(client, user))
    const here = new Visitor()
    await here.signIn(user.email, password)
    await here.open('/account/profile')
    await here.submit('/account/profile/password', { current_password: password, password: 'changed by its owner' })
    ;(await complete(replaced)).assertStatus(404)
    ;(await complete(tokenOf(await askedLink(client, user)))).assertStatus(204)
  })

  test('the database holds no token, and a blocked account gets no mail', async ({ client, assert }) => {
    const { user } = await createUser()
    const token = tokenOf(await askedLink(client, user))
    const rows = await db.from('password_resets').where('user_id', user.id)
    assert.notInclude(JSON.stringify(rows), token)
    assert.notInclude(JSON.stringify(await db.from('outbox').where('name', 'identity.password_reset_requested.v1')), token)

    const blocked = await createUser()
    await db.from('users').where('id', blocked.user.id).update({ status: 'blocked', blocked_at: new Date(), block_reason: 'spam' })
    ;(await client.post(ASK).json({ email: blocked.user.email })).assertStatus(202)
    await deliverReset(blocked.user.id)
    assert.lengthOf(await lettersTo(blocked.user.email), 0)
  })

  test('the link leads to the configured address, whatever host the request names', async ({ client, assert }) => {
    const { user } = await createUser()
    const forged = {
      'host': 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'forwarded': 'host=evil.example',
    }
    const request = client.post(ASK).json({ email: user.email })
    for (const [name, value] of Object.entries(forged)) request.header(name, value)
    ;(await request).assertStatus(202)
    await deliverReset(user.id)

    const [letter] = await lettersTo(user.email)
    assert.notInclude(letter.text, 'evil.example')
    assert.include(letter.text, `${new URL(env.get('APP_URL')).origin}/reset-password/`)
  })

  test('one person is mailed a few times an hour, one network may ask so often; others may still', async ({ client, assert }) => {
    const { user } = await createUser()
    for (let at = 0; at < 7; at += 1) await client.post(ASK).json({ email: user.email })
    await deliverReset(user.id)
    assert.lengthOf(await lettersTo(user.email), 5)

    for (let at = 7; at < 30; at += 1) await client.post(ASK).json({ email: `${newId()}@example.test` })
    const refused = await client.post(ASK).json({ email: user.email })
    refused.assertStatus(429)
    assert.exists(refused.header('retry-after'))
    await forgetCounts()
    ;(await client.post(ASK).json({ email: user.email })).assertStatus(202)
  })

  test('who takes an address that is not theirs loses it to the reset of whoever reads its mail', async ({ client, assert }) => {
    const email = `victim-${newId()}@example.test`
    const registered = await client.post('/api/v1/auth/register').json({ email, password: 'the squatter knows it' })
    const id = registered.body().user_id as string
    const path = await askedLink(client, { id, email })
    ;(await client.post(`${ASK}/complete`).json({ token: tokenOf(path), password: NEW })).assertStatus(204)

    ;(await client.get('/api/v1/auth/me').bearerToken(registered.body().token)).assertStatus(401)
    assert.isFalse(await signsIn(email, 'the squatter knows it'))
    assert.isTrue(await signsIn(email, NEW))
    assert.isNotNull((await db.from('users').where('id', id).firstOrFail()).email_confirmed_at)
  })
  test('publishing tokens end with it and the letter says so; machines of a company run on', async ({ client, assert }) => {
    const owner = await ownerOfCompany()
    const { user } = owner
    const publishing = await programToken(user, { scopes: ['yank'] })
    const others = await programToken(await somebody(), { scopes: ['yank'] })
    const machine = await machineOf(owner)
    const yank = (token: string) => client.delete('/api/v1/plugins/no-such-plugin/versions/1.0.0/yank').bearerToken(token)
    const before = (await yank(publishing.secret)).status()
    assert.notEqual(before, 401)

    const path = await askedLink(client, user)
    const visitor = new Visitor()
    assert.include((await visitor.open(path)).text, 'publishing tokens')
    await visitor.submit(path, { password: NEW })
    ;(await yank(publishing.secret)).assertStatus(401)
    assert.equal((await yank(others.secret)).status(), before)
    ;(await client.get('/api/v1/products').bearerToken(machine.secret)).assertStatus(200)
    await deliverAccountMail(user.id)
    assert.include((await lettersTo(user.email))[0].text, 'publishing token')
    const audited = await db.from('audit_log').where({ action: 'registry.token_revoked', target_id: publishing.id, actor_id: user.id })
    assert.lengthOf(audited, 1)
  })

  test('a password changed by who knows the old one leaves publishing tokens as they are', async ({ client, assert }) => {
    const { user, password } = await createUser()
    const { secret } = await programToken(user, { scopes: ['yank'] })
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    await visitor.open('/account/profile')
    await visitor.submit('/account/profile/password', { current_password: password, password: NEW })
    assert.isTrue(await signsIn(user.email, NEW))
    assert.notEqual((await client.delete('/api/v1/plugins/no-such-plugin/versions/1.0.0/yank').bearerToken(secret)).status(), 401)
  })

  test('of a squatter nothing is left, not even what machines use', async ({ client }) => {
    const owner = await createUser({ isConfirmed: false, tenant: { role: 'owner' } })
    const machine = await machineOf(owner)
    const asMachine = () => client.get('/api/v1/products').bearerToken(machine.secret)
    ;(await asMachine()).assertStatus(200)
    const path = await askedLink(client, owner.user)
    ;(await client.post(`${ASK}/complete`).json({ token: tokenOf(path), password: NEW })).assertStatus(204)
    ;(await asMachine()).assertStatus(401)
  })
})
