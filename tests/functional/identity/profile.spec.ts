import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { Visitor } from '#tests/support/visitor'
import { apiToken, createUser } from '#tests/support/users'

const PAGE = '/account/profile'

test.group("One's own account", (group) => {
  group.each.setup(forgetCounts)

  test('a new password ends every other session and token, this session goes on', async ({ client, assert }) => {
    const { user, password } = await createUser()
    const token = await apiToken(user)
    const here = new Visitor()
    const elsewhere = new Visitor()
    await here.signIn(user.email, password)
    await elsewhere.signIn(user.email, password)
    const copied = here.copy()
    await here.open(PAGE)

    const answer = await here.submit(`${PAGE}/password`, { current_password: password, password: 'another long one' })

    assert.equal(answer.location, PAGE)
    assert.equal((await here.open(PAGE)).status, 200)
    assert.equal((await elsewhere.open(PAGE)).status, 302)
    assert.equal((await copied.open(PAGE)).status, 302)
    ;(await client.get('/api/v1/auth/me').bearerToken(token)).assertStatus(401)
    assert.equal((await new Visitor().signIn(user.email, 'another long one')).location, '/')
  })

  test('without the current password nothing changes', async ({ assert }) => {
    const { user, password } = await createUser()
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    await visitor.open(PAGE)
    await visitor.submit(`${PAGE}/password`, { current_password: 'a guess', password: 'another long one' })

    assert.include((await visitor.open(PAGE)).text, 'not your current password')
    assert.equal((await db.from('users').where('id', user.id).firstOrFail()).password_hash, user.passwordHash)
  })

  test('name and language are changed, email, roles and status are not', async ({ assert }) => {
    const { user, password } = await createUser()
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    await visitor.open(PAGE)
    await visitor.submit(PAGE, { full_name: 'Новое Имя', locale: 'ru', email: 'x@y.zz', status: 'blocked', username: 'admin', id: 'x' })

    const stored = await db.from('users').where('id', user.id).firstOrFail()
    assert.containsSubset(stored, { full_name: 'Новое Имя', locale: 'ru', email: user.email, status: 'active', username: user.username })
    assert.include((await visitor.open(PAGE)).text, 'Профиль')
  })

  test('guests are sent to the sign-in; loginAs of tests is a session, too', async ({ client, assert }) => {
    assert.equal((await new Visitor().open(PAGE)).location, '/sign-in?next=%2Faccount%2Fprofile')
    const { user } = await createUser()
    ;(await client.get(PAGE).loginAs(user).header('accept', 'text/html')).assertStatus(200)
  })
})
