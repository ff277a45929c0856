import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { systemActor } from '#core/actor'
import { newId } from '#core/ids'
import { Settings } from '#core/settings/settings'
import { productQuota } from '#catalog/quotas'
import { ApiCalls } from '#tenancy/quotas/api_calls'
import { apiCallQuota, memberQuota } from '#tenancy/quotas/quotas'
import { invitationToken, hashInvitationToken } from '#tenancy/invitation_token'
import { createCategory, createProduct, createSeller } from '#tests/support/catalog'
import { countQueries } from '#tests/support/statements'
import { apiToken, createUser } from '#tests/support/users'
import type { Quota } from '#tenancy/quotas/define_quota'

const limit = async ({ settings }: Quota, most: number) =>
  (await app.container.make(Settings)).set(systemActor('test'), settings.FREE.key, most)

const counted = async (tenantId: string, quota: string) =>
  Number((await db.from('tenant_counters').where({ tenant_id: tenantId, quota }).first())?.used ?? 0)

const draft = (categoryId: string) => ({
  ...{ title: 'A thing', language: 'en', category_id: categoryId },
  variants: [{ sku: newId(), price_minor: 1_000, on_hand: 1 }],
})

const notices = (tenantId: string) => db.from('outbox').where({ name: 'tenancy.quota_near.v1', aggregate_id: tenantId }).orderBy('id')

test.group('What the plan includes', (group) => {
  group.each.teardown(async () => {
    for (const quota of [productQuota, memberQuota, apiCallQuota]) await limit(quota, quota.settings.FREE.default)
    ;(await app.container.make(ApiCalls)).forget()
  })

  test('of eight products made at once as many get in as there is room for; the rest hear why', async ({ client, assert }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
    const seller = await createSeller({ tenantId: tenant.id })
    await createProduct(seller)
    const { id: categoryId } = await createCategory()
    await limit(productQuota, 4)
    const token = await apiToken(user)
    const make = () => client.post('/api/v1/seller/products').bearerToken(token).json(draft(categoryId))

    const answers = await Promise.all(Array.from({ length: 8 }, make))
    const refused = answers.filter((answer) => answer.status() === 409)
    assert.lengthOf(
      answers.filter((answer) => answer.status() === 201),
      3
    )
    assert.lengthOf(refused, 5)
    assert.equal(refused[0].body().error_code, 'QUOTA_EXCEEDED')
    assert.equal(await counted(tenant.id, 'products'), 4)
    assert.lengthOf(await db.from('products').where('tenant_id', tenant.id), 4)

    await tenant.merge({ plan: 'STARTER' }).save()
    ;(await make()).assertStatus(201)
  })

  test('a hidden product makes room, and needs room to come back', async ({ client, assert }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
    const seller = await createSeller({ tenantId: tenant.id })
    const product = await createProduct(seller)
    const { id: categoryId } = await createCategory()
    await limit(productQuota, 1)
    const token = await apiToken(user)
    const act = (what: string, version: number) =>
      client.post(`/api/v1/seller/products/${product.id}/${what}`).bearerToken(token).json({ version })

    ;(await act('hide', 1)).assertStatus(200)
    assert.equal(await counted(tenant.id, 'products'), 0)
    ;(await client.post('/api/v1/seller/products').bearerToken(token).json(draft(categoryId))).assertStatus(201)
    ;(await act('publish', 2)).assertStatus(409)
    await limit(productQuota, 2)
    ;(await act('publish', 2)).assertStatus(200)
    assert.equal(await counted(tenant.id, 'products'), 2)
  })

  test('of two who accept an invitation for the last place one becomes a member', async ({ client, assert }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const guests = [await createUser(), await createUser()]
    await limit(memberQuota, 2)
    const invitations = guests.map(() => newId())
    for (const [at, id] of invitations.entries()) {
      const token_hash = hashInvitationToken(invitationToken(id))
      const invitation = { id, tenant_id: owner.tenant.id, email: guests[at].user.email, role: 'user', token_hash }
      await db.table('tenant_invitations').insert({ ...invitation, expires_at: new Date(Date.now() + 60_000) })
    }
    const tokens = await Promise.all(guests.map(({ user }) => apiToken(user)))
    const accept = (at: number) =>
      client
        .post('/api/v1/tenants/invitations/accept')
        .bearerToken(tokens[at])
        .json({ token: invitationToken(invitations[at]) })

    const answers = await Promise.all([accept(0), accept(1)])
    assert.sameMembers(
      answers.map((answer) => answer.status()),
      [200, 409]
    )
    assert.lengthOf(await db.from('tenant_members').where('tenant_id', owner.tenant.id), 2)
    assert.equal(await counted(owner.tenant.id, 'members'), 2)
  })

  test('API calls are counted without a query each and refused when used up, other companies’ not', async ({ client, assert }) => {
    const mine = await createUser({ tenant: { role: 'owner' } })
    const theirs = await createUser({ tenant: { role: 'owner' } })
    const calls = await app.container.make(ApiCalls)
    await limit(apiCallQuota, 10)
    const [token, other] = [await apiToken(mine.user), await apiToken(theirs.user)]
    const ask = (bearer: string) => client.get('/api/v1/tenants/me').bearerToken(bearer)

    for (let i = 0; i < 3; i++) (await ask(token)).assertStatus(200)
    await calls.flush()
    const { calls: written } = await db.from('tenant_api_calls').where('tenant_id', mine.tenant.id).firstOrFail()
    assert.equal(Number(written), 3)
    const queries = await countQueries(async () => {
      for (let i = 0; i < 7; i++) assert.isTrue(calls.take(mine.tenant.id))
    })
    assert.equal(queries, 0)

    const refused = await ask(token)
    refused.assertStatus(429)
    assert.equal(refused.body().error_code, 'API_CALLS_USED_UP')
    assert.isAbove(Number(refused.header('retry-after')), 0)
    ;(await ask(other)).assertStatus(200)
  })

  test('the company hears once that it comes near, and once that nothing is left', async ({ assert }) => {
    const { tenant } = await createUser({ tenant: { role: 'owner' } })
    const calls = await app.container.make(ApiCalls)
    await limit(apiCallQuota, 10)
    for (const more of [1, 7, 1, 1, 1]) {
      for (let i = 0; i < more; i++) calls.take(tenant.id)
      await calls.flush()
    }
    const told = await notices(tenant.id)
    assert.deepEqual(
      told.map(({ payload }) => [payload.quota, payload.level]),
      [
        ['api_calls', 80],
        ['api_calls', 100],
      ]
    )
  })

  test('usage names every quota with its numbers; members of the company see it, others have none', async ({ client, assert }) => {
    const { tenant } = await createUser({ tenant: { role: 'owner' } })
    const { user } = await createUser({ tenant: { role: 'viewer', of: tenant } })
    await createProduct(await createSeller({ tenantId: tenant.id }))
    const usage = await client.get('/api/v1/tenants/me/usage').bearerToken(await apiToken(user))
    usage.assertStatus(200)
    assert.equal(usage.body().plan, 'FREE')
    const byName = Object.fromEntries(usage.body().quotas.map((quota: { name: string }) => [quota.name, quota]))
    assert.containsSubset(byName, {
      products: { used: 1, most: productQuota.settings.FREE.default },
      members: { used: 2, most: 10, percent: 20 },
      api_calls: { per: 'day' },
      plugin_runs: { per: 'day', used: 0 },
      sync_minutes: { per: 'shortest', used: null, most: 1440 },
    })
    const stranger = await createUser()
    ;(await client.get('/api/v1/tenants/me/usage').bearerToken(await apiToken(stranger.user))).assertStatus(403)
  })
})
