import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import CloseSeller from '#catalog/jobs/close_seller'
import { forgetCounts } from '#tests/support/forget_counts'
import { createProduct, createSeller } from '#tests/support/catalog'
import { apiToken, createUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'

const ME = '/api/v1/tenants/me'

test.group('What a company says of itself', (group) => {
  group.each.setup(forgetCounts)

  test('is changed by owners and admins, and only as they saw it where they say what they saw', async ({ client, assert }) => {
    const { user } = await createUser({ tenant: { role: 'admin' } })
    const token = await apiToken(user)
    const seen = await client.get(ME).bearerToken(token)
    const tag = seen.header('etag')!
    const details = {
      legal_name: 'ООО Ромашка',
      inn: '7707083893',
      timezone: 'Europe/Moscow',
      locale: 'ru',
      website: 'https://example.com/',
    }
    const changed = await client.patch(ME).bearerToken(token).header('if-match', tag).json(details)
    changed.assertStatus(200)
    assert.containsSubset(changed.body(), { ...details, version: seen.body().version + 1 })

    const stale = await client.patch(ME).bearerToken(token).header('if-match', tag).json({ name: 'Too late' })
    stale.assertStatus(412)
    ;(await client.patch(ME).bearerToken(token).header('if-match', '"v0"').json({ name: 'Never' })).assertStatus(412)
    ;(await client.patch(ME).bearerToken(token).header('if-match', changed.header('etag')!).json({ inn: null })).assertStatus(200)
    assert.isNull((await client.get(ME).bearerToken(token)).body().inn)
  })

  test('of many who saw the same version one changes it', async ({ client, assert }) => {
    const { user } = await createUser({ tenant: { role: 'owner' } })
    const token = await apiToken(user)
    const tag = (await client.get(ME).bearerToken(token)).header('etag')!
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        client
          .patch(ME)
          .bearerToken(token)
          .header('if-match', tag)
          .json({ name: `Name ${at}` })
      )
    )
    assert.lengthOf(
      answers.filter((answer) => answer.status() === 200),
      1
    )
  })

  test('wrong numbers and zones are named, protected fields ignored', async ({ client, assert }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
    const token = await apiToken(user)
    const wrong = await client.patch(ME).bearerToken(token).json({ inn: '7707083894', ogrn: '1', timezone: 'Mars/Base', country: 'Russia' })
    wrong.assertStatus(422)
    assert.sameMembers(
      wrong.body().details.map(({ field }: { field: string }) => field),
      ['inn', 'ogrn', 'timezone', 'country']
    )
    const sly = { name: 'Fine', plan: 'PRO', verified_at: '2020-01-01', status: 'closed', version: 99, id: newId() }
    ;(await client.patch(ME).bearerToken(token).json(sly)).assertStatus(200)
    const row = await db.from('tenants').where('id', tenant.id).firstOrFail()
    assert.containsSubset(row, { plan: 'FREE', status: 'active', verified_at: null, version: 2 })
  })

  test('the page saves what it showed, shows what the plan includes, and viewers only read', async ({ assert }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const visitor = new Visitor()
    await visitor.signIn(owner.user.email, owner.password)
    const { text } = await visitor.open('/account/company')
    assert.include(text, 'Plan FREE')
    assert.include(text, '<progress')
    const fields = { version: '1', name: 'Shown', legal_name: 'Legal', inn: '', locale: 'en', timezone: 'UTC' }
    assert.equal((await visitor.submit('/account/company', fields)).status, 302)
    assert.equal((await db.from('tenants').where('id', owner.tenant.id).firstOrFail()).name, 'Shown')
    await visitor.submit('/account/company', { ...fields, name: 'Stale' })
    assert.equal((await db.from('tenants').where('id', owner.tenant.id).firstOrFail()).name, 'Shown')

    const viewer = await createUser({ tenant: { role: 'viewer', of: owner.tenant } })
    const reader = new Visitor()
    await reader.signIn(viewer.user.email, viewer.password)
    const page = await reader.open('/account/company')
    assert.equal(page.status, 200)
    assert.notInclude(page.text, 'name="version"')
    assert.equal((await reader.submit('/account/company', fields)).status, 403)
    assert.equal((await reader.open('/account/credentials')).status, 403)
  })
})

test.group('Closing a company', (group) => {
  group.each.setup(forgetCounts)

  test('by its owner, who writes its name: nobody works in it any more, the shop shows nothing of it', async ({ client, assert }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'owner', name: 'Going away' } })
    const admin = await apiToken((await createUser({ tenant: { role: 'admin', of: tenant } })).user)
    const product = await createProduct(await createSeller({ tenantId: tenant.id }))
    const token = await apiToken(user)
    ;(
      await client
        .patch(`${ME}/credentials`)
        .bearerToken(token)
        .json({ credentials: [{ name: 'ozon', api_key: 'a key' }] })
    ).assertStatus(200)
    ;(await client.post(`${ME}/close`).bearerToken(admin).json({ name: 'Going away' })).assertStatus(403)
    ;(await client.post(`${ME}/close`).bearerToken(token).json({ name: 'going away' })).assertStatus(422)
    ;(await client.post(`${ME}/close`).bearerToken(token).json({ name: 'Going away' })).assertStatus(204)
    await new CloseSeller().handle({ aggregateId: tenant.id })

    for (const bearer of [token, admin]) (await client.get(ME).bearerToken(bearer)).assertStatus(401)
    ;(await client.get(`/api/v1/products/${product.id}`)).assertStatus(404)
    assert.isEmpty(await db.from('tenant_credentials').where('tenant_id', tenant.id))
    assert.exists(await db.from('outbox').where({ name: 'tenancy.tenant_closed.v1', aggregate_id: tenant.id }).first())
  })

  test('is refused while orders are under way', async ({ client, assert }) => {
    const { placeOrderOf } = await import('#tests/support/open_order')
    const { user, tenant } = await createUser({ tenant: { role: 'owner', name: 'Busy' } })
    await placeOrderOf(tenant.id)
    const refused = await client
      .post(`${ME}/close`)
      .bearerToken(await apiToken(user))
      .json({ name: 'Busy' })
    refused.assertStatus(409)
    assert.equal(refused.body().error_code, 'TENANT_BUSY')
  })
})
