import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createTenant, createUser, joinTenant } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import { aceJson } from '#tests/support/ace'
import TenantPlanCommand from '#commands/tenant_plan'

const planOf = async (id: string) => (await db.from('tenants').where('id', id).firstOrFail()).plan

test.group('Operators and plans', (group) => {
  group.each.setup(forgetCounts)

  test('admins change a plan by API, with a reason that is audited; others only look, or do not', async ({ client, assert }) => {
    const tenant = await createTenant()
    const path = `/api/v1/admin/tenants/${tenant.id}`
    const as = async (...platform: ('admin' | 'support' | 'user')[]) => apiToken((await createUser({ platform })).user)
    const [admin, support, user] = [await as('admin'), await as('support'), await as('user')]
    const body = { plan: 'PRO', reason: 'They paid' }
    for (const [token, seen, changed] of [
      [support, 200, 403],
      [user, 403, 403],
    ] as const) {
      ;(await client.get(path).bearerToken(token)).assertStatus(seen)
      ;(await client.get('/api/v1/admin/tenants').bearerToken(token)).assertStatus(seen)
      ;(await client.patch(path).bearerToken(token).json(body)).assertStatus(changed)
    }
    assert.equal(await planOf(tenant.id), 'FREE')
    const changed = await client.patch(path).bearerToken(admin).json(body)
    changed.assertStatus(200)
    assert.equal(changed.body().data.plan, 'PRO')
    assert.isNotEmpty(changed.body().data.quotas)
    const audited = await db.from('audit_log').where({ action: 'tenancy.plan_changed', target_id: tenant.id }).firstOrFail()
    assert.containsSubset(audited, { reason: 'They paid', before: { plan: 'FREE' }, after: { plan: 'PRO' } })
    ;(await client.patch(path).bearerToken(admin).json({ plan: 'GOLD', reason: 'Why not' })).assertStatus(422)
    ;(await client.patch(`/api/v1/admin/tenants/${newId()}`).bearerToken(admin).json(body)).assertStatus(404)
    const found = await client.get('/api/v1/admin/tenants').qs({ q: tenant.slug, plan: 'PRO' }).bearerToken(admin)
    assert.lengthOf(found.body().data, 1)
  })

  test('owners cannot, neither by API nor by page', async ({ client, assert }) => {
    const { user, tenant, password } = await createUser({ tenant: { role: 'owner' } })
    const body = { plan: 'ENTERPRISE', reason: 'I want it' }
    ;(
      await client
        .patch(`/api/v1/admin/tenants/${tenant.id}`)
        .bearerToken(await apiToken(user))
        .json(body)
    ).assertStatus(403)
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    await visitor.open('/account/company')
    assert.equal((await visitor.submit(`/operator/tenants/${tenant.id}/plan`, body)).status, 403)
    assert.equal(await planOf(tenant.id), 'FREE')
  })

  test('an admin whose last proof is old is asked for a new one first, by API and by page', async ({ client, assert }) => {
    const tenant = await createTenant()
    const { user, password } = await createUser({ platform: ['admin'] })
    const token = await apiToken(user)
    await db
      .from('refresh_families')
      .where('user_id', user.id)
      .update({ proved_at: new Date(0) })
    const patch = () => client.patch(`/api/v1/admin/tenants/${tenant.id}`).bearerToken(token).json({ plan: 'PRO', reason: 'They paid' })
    assert.equal((await patch()).body().error_code, 'STEP_UP_REQUIRED')
    ;(await client.post('/api/v1/auth/step-up').bearerToken(token).json({ password })).assertStatus(200)
    ;(await patch()).assertStatus(200)

    const visitor = new Visitor()
    await visitor.open('/sign-in')
    await visitor.submit('/sign-in', { email: user.email, password, remember: '1' })
    visitor.cookies.delete('rialto_session')
    await visitor.open(`/operator/tenants/${tenant.id}`)
    const submit = () => visitor.submit(`/operator/tenants/${tenant.id}/plan`, { plan: 'STARTER', reason: 'A year' })
    assert.include((await submit()).location, '/account/confirm')
    assert.equal(await planOf(tenant.id), 'PRO')
    await visitor.open('/account/confirm')
    await visitor.submit('/account/confirm', { password })
    await submit()
    assert.equal(await planOf(tenant.id), 'STARTER')
  })

  test('by page and by command', async ({ assert }) => {
    const tenant = await createTenant()
    const { user, password } = await createUser({ platform: ['admin'] })
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    assert.equal((await visitor.open('/operator/tenants')).status, 200)
    assert.include((await visitor.open(`/operator/tenants/${tenant.id}`)).text, 'Plan FREE')
    assert.equal((await visitor.submit(`/operator/tenants/${tenant.id}/plan`, { plan: 'STARTER', reason: 'A year' })).status, 302)
    assert.equal(await planOf(tenant.id), 'STARTER')
    const done = await aceJson(TenantPlanCommand, tenant.slug, 'pro', '--reason=More')
    assert.containsSubset(done, { code: 0, slug: tenant.slug, plan: 'PRO', changed: true })
    assert.equal(await planOf(tenant.id), 'PRO')
    assert.containsSubset(await aceJson(TenantPlanCommand, 'no-such-company', 'PRO'), { code: 1, error_code: 'UNKNOWN_TENANT' })
  })
})

test.group('Several hats', (group) => {
  group.each.setup(forgetCounts)

  test('a person takes another company’s context by the same sign-in; a foreign one looks absent', async ({ client, assert }) => {
    const first = await createUser({ tenant: { role: 'owner', name: 'First' } })
    const second = await joinTenant(first.user, { role: 'viewer', name: 'Second' })
    const foreign = await createTenant()
    const token = await apiToken(first.user, first.tenant.id)
    const contexts = await client.get('/api/v1/auth/contexts').bearerToken(token)
    contexts.assertStatus(200)
    assert.sameMembers(
      contexts.body().companies.map(({ tenant_id: id }: { tenant_id: string }) => id),
      [first.tenant.id, second.id]
    )
    assert.includeMembers(contexts.body().hats, ['buyer', 'seller'])

    const taken = await client.post('/api/v1/auth/context').bearerToken(token).json({ tenant_id: second.id })
    taken.assertStatus(200)
    assert.containsSubset(taken.body(), { tenant_id: second.id, role: 'viewer', token_type: 'Bearer' })
    assert.notProperty(taken.body(), 'refresh_token')
    const there = taken.body().access_token
    assert.equal((await client.get('/api/v1/tenants/me').bearerToken(there)).body().name, 'Second')
    ;(await client.patch('/api/v1/tenants/me').bearerToken(there).json({ name: 'Mine' })).assertStatus(403)
    ;(await client.post('/api/v1/auth/context').bearerToken(token).json({ tenant_id: foreign.id })).assertStatus(404)
    ;(await client.post('/api/v1/auth/context').bearerToken(token).json({ tenant_id: newId() })).assertStatus(404)

    ;(await client.post('/api/v1/auth/logout').bearerToken(there)).assertStatus(204)
    for (const bearer of [token, there]) (await client.get('/api/v1/auth/me').bearerToken(bearer)).assertStatus(401)
  })

  test('refreshes stay in the context that was taken, and leave it with the membership', async ({ client, assert }) => {
    const { user, tenant, password } = await createUser({ tenant: { role: 'owner' } })
    const second = await joinTenant(user, { role: 'user' })
    const signedIn = await client.post('/api/v1/auth/login').json({ email: user.email, password })
    signedIn.assertStatus(200)
    const { access_token: token, refresh_token: secret } = signedIn.body()
    ;(await client.post('/api/v1/auth/context').bearerToken(token).json({ tenant_id: second.id })).assertStatus(200)
    const refreshed = await client.post('/api/v1/auth/refresh').json({ refresh_token: secret })
    const me = (bearer: string) => client.get('/api/v1/auth/me').bearerToken(bearer)
    assert.equal((await me(refreshed.body().access_token)).body().tenant_id, second.id)
    await db.from('tenant_members').where({ tenant_id: second.id, user_id: user.id }).delete()
    ;(await me(refreshed.body().access_token)).assertStatus(401)
    const again = await client.post('/api/v1/auth/refresh').json({ refresh_token: refreshed.body().refresh_token })
    assert.equal((await me(again.body().access_token)).body().tenant_id, tenant.id)
  })
})
