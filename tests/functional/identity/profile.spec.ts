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
    await visitor.submit(PAGE, { full_name: 'Новое Имя', locale: 'ru', email: 'x@y.zz', status: 'blocked', id: 'x' })

    const stored = await db.from('users').where('id', user.id).firstOrFail()
    assert.containsSubset(stored, { full_name: 'Новое Имя', locale: 'ru', email: user.email, status: 'active', username: user.username })
    assert.include((await visitor.open(PAGE)).text, 'Профиль')
  })

  test('a username is changed where it is free; a taken one and one of the platform are refused beside the field', async ({ assert }) => {
    const { user, password } = await createUser()
    const other = await createUser()
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    const named = async (username: string) => {
      await visitor.open(PAGE)
      await visitor.submit(PAGE, { full_name: 'Somebody', locale: 'en', username })
      return (await db.from('users').where('id', user.id).firstOrFail()).username
    }
    const free = `free-${user.id.slice(-12)}`

    assert.equal(await named(free), free)
    assert.equal(await named(other.user.username.toUpperCase()), free)
    assert.include((await visitor.open(PAGE)).text, 'This username is taken')
    assert.equal(await named('admin'), free)
    assert.include((await visitor.open(PAGE)).text, 'kept for the platform')
    await db
      .from('users')
      .where('id', user.id)
      .update({ username: `support-${user.id.slice(-5).replace(/\D/g, '7')}` })
    const old = (await db.from('users').where('id', user.id).firstOrFail()).username
    assert.equal(await named(old), old)
    assert.notInclude((await visitor.open(PAGE)).text, 'kept for the platform')
  })

  test('programs change the same of their own account, and nothing else of it', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const token = await apiToken(user)
    const patch = (body: object) => client.patch('/api/v1/auth/me').bearerToken(token).json(body)
    const free = `api-${user.id.slice(-12)}`

    const answer = await patch({ username: free, email: 'x@y.zz', platform_roles: ['admin'], user_id: 'x' })

    answer.assertStatus(200)
    answer.assertBodyContains({ user_id: user.id, username: free, full_name: user.fullName, email: user.email, platform_roles: ['user'] })
    assert.deepEqual((await client.get('/api/v1/auth/me').bearerToken(token)).body(), answer.body())
    ;(await patch({ username: (await createUser()).user.username })).assertStatus(422)
    ;(await patch({ username: 'root' })).assertStatus(422)
    ;(await client.patch('/api/v1/auth/me').json({ username: free })).assertStatus(401)
  })

  test('/account leads there', async ({ assert }) => {
    const { user, password } = await createUser()
    const visitor = new Visitor()
    assert.equal((await visitor.open('/account')).location, '/sign-in?next=%2Faccount')
    await visitor.signIn(user.email, password)
    assert.equal((await visitor.open('/account')).location, PAGE)
  })

  test('guests are sent to the sign-in; loginAs of tests is a session, too', async ({ client, assert }) => {
    assert.equal((await new Visitor().open(PAGE)).location, '/sign-in?next=%2Faccount%2Fprofile')
    const { user } = await createUser()
    ;(await client.get(PAGE).loginAs(user).header('accept', 'text/html')).assertStatus(200)
  })
})
