import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { systemActor } from '#core/actor'
import { Settings } from '#core/settings/settings'
import { forgetCounts } from '#tests/support/forget_counts'
import { giveTotp, halfSignedIn } from '#tests/support/second_factors'
import { apiToken, createUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'

const KEY = 'identity.roles_with_second_factor'

test.group('Roles that need a second factor', (group) => {
  group.each.setup(forgetCounts)
  group.each.setup(() => async () => {
    await db.from('settings').where('key', KEY).delete()
    const settings = await app.container.make(Settings)
    settings.forget()
  })

  const demand = async (roles: string) => {
    const settings = await app.container.make(Settings)
    await settings.set(systemActor('test'), KEY, roles)
  }

  test('without one the role opens nothing, panel and API say why; with one everything is as before', async ({ client, assert }) => {
    const person = await createUser({ platform: ['support'], tenant: { role: 'owner' } })
    const visitor = new Visitor()
    await visitor.signIn(person.user.email, person.password)
    assert.equal((await visitor.open('/operator/users')).status, 200)

    await demand('admin, support')
    const led = await visitor.open('/operator/users')
    assert.equal(led.location, '/account/security')
    assert.include((await visitor.open('/account/security')).text, 'Your role needs a second factor')
    const refused = await client.get('/api/v1/admin/users').bearerToken(await apiToken(person.user))
    refused.assertStatus(403)
    assert.equal(refused.body().error_code, 'SECOND_FACTOR_REQUIRED')
    const me = await client.get('/api/v1/auth/me').bearerToken(await apiToken(person.user))
    assert.deepEqual(me.body().platform_roles, [])
    assert.equal(me.body().tenant_role, 'owner', 'a company of theirs stays theirs')

    const { recovery } = await giveTotp(person)
    assert.equal((await visitor.open('/operator/users')).status, 200)
    const again = await halfSignedIn(person)
    await again.submit('/sign-in/second-factor', { code: recovery[0] })
    assert.equal((await again.open('/operator/users')).status, 200)
    ;(await client.get('/api/v1/admin/users').bearerToken(await apiToken(person.user))).assertStatus(200)
  })

  test('other roles are left alone, and only roles there are can be named', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['support'] })
    await demand('admin')
    ;(await client.get('/api/v1/admin/users').bearerToken(await apiToken(user))).assertStatus(200)
    await assert.rejects(() => demand('admin, emperor'))
    await demand('')
    ;(await client.get('/api/v1/admin/users').bearerToken(await apiToken(user))).assertStatus(200)
  })
})
