import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { RotateVault } from '#core/vault/rotate_vault'
import { Vault } from '#core/vault/vault'
import { parseKeyRing } from '#core/vault/key_ring'
import CloseSeller from '#catalog/jobs/close_seller'
import { OpenCredential } from '#tenancy/credentials/open_credential'
import { createProduct, createSeller } from '#tests/support/catalog'
import { apiToken, createUser, joinTenant } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'

const ME = '/api/v1/tenants/me'
const roleOf = async (userId: string, tenantId: string) =>
  (await db.from('tenant_members').where({ user_id: userId, tenant_id: tenantId }).first())?.role

test.group('What a company says of itself', (group) => {
  group.each.setup(() => limiter.clear())

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

test.group('Credentials of a company', (group) => {
  group.each.setup(() => limiter.clear())
  const PATH = `${ME}/credentials`
  const KEY = 'sk-live-0123456789-abcd'

  test('are sealed, listed without the secret, replaced and removed; audited without it', async ({ client, assert }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
    const token = await apiToken(user)
    const body = {
      credentials: [
        { name: 'ozon', api_key: KEY },
        { name: 'wildberries', json: { client: 7, secret: 'very secret' } },
      ],
    }
    const set = await client.patch(PATH).bearerToken(token).json(body)
    set.assertStatus(200)
    assert.containsSubset(set.body().data, [
      { name: 'ozon', kind: 'api_key', last_four: 'abcd', version: 1, set_by: user.id },
      { name: 'wildberries', kind: 'json', last_four: '' },
    ])
    ;(
      await client
        .patch(PATH)
        .bearerToken(token)
        .json({ credentials: [{ name: 'ozon', api_key: 'another key 1234' }] })
    ).assertStatus(200)
    const listed = await client.get(PATH).bearerToken(token)
    assert.containsSubset(listed.body().data[0], { name: 'ozon', last_four: '1234', version: 2 })

    const open = await app.container.make(OpenCredential)
    assert.equal(await open.handle({ tenantId: tenant.id, name: 'ozon' }), 'another key 1234')
    assert.deepEqual(JSON.parse(await open.handle({ tenantId: tenant.id, name: 'wildberries' })), { client: 7, secret: 'very secret' })
    const traces = [
      await db.from('tenant_credentials'),
      await db.from('audit_log').where('tenant_id', tenant.id),
      await db.from('outbox').where('tenant_id', tenant.id),
    ]
    const written = traces.flat().map((row) => JSON.stringify(row) + (row.ciphertext ? Buffer.from(row.ciphertext).toString('latin1') : ''))
    for (const secret of [KEY, 'another key', 'very secret']) assert.isEmpty(written.filter((text) => text.includes(secret)))
    for (const answer of [set, listed]) assert.notInclude(answer.text(), 'secret":"')

    ;(await client.delete(`${PATH}/ozon`).bearerToken(token)).assertStatus(204)
    ;(await client.delete(`${PATH}/ozon`).bearerToken(token)).assertStatus(404)
    await assert.rejects(() => open.handle({ tenantId: tenant.id, name: 'ozon' }))
  })

  test('are the owners’ and admins’; moved to another company or name they do not open', async ({ client, assert }) => {
    const mine = await createUser({ tenant: { role: 'owner' } })
    const theirs = await createUser({ tenant: { role: 'owner' } })
    const body = { credentials: [{ name: 'ozon', api_key: KEY }] }
    for (const [role, status] of [
      ['admin', 200],
      ['user', 403],
      ['viewer', 403],
    ] as const) {
      const token = await apiToken((await createUser({ tenant: { role, of: mine.tenant } })).user)
      ;(await client.patch(PATH).bearerToken(token).json(body)).assertStatus(status)
      ;(await client.get(PATH).bearerToken(token)).assertStatus(status)
      if (status === 403) (await client.delete(`${PATH}/ozon`).bearerToken(token)).assertStatus(403)
    }
    const foreign = await apiToken(theirs.user)
    assert.isEmpty((await client.get(PATH).bearerToken(foreign)).body().data)
    ;(await client.delete(`${PATH}/ozon`).bearerToken(foreign)).assertStatus(404)

    const open = await app.container.make(OpenCredential)
    await db.from('tenant_credentials').where('tenant_id', mine.tenant.id).update({ tenant_id: theirs.tenant.id })
    await assert.rejects(() => open.handle({ tenantId: theirs.tenant.id, name: 'ozon' }), /can not be opened/)
    await db.from('tenant_credentials').where('tenant_id', theirs.tenant.id).update({ tenant_id: mine.tenant.id, name: 'other' })
    await assert.rejects(() => open.handle({ tenantId: mine.tenant.id, name: 'other' }), /can not be opened/)
    await db.from('tenant_credentials').where('tenant_id', mine.tenant.id).delete()
  })

  test('are sealed anew under the next master key and open as before', async ({ assert, client }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
    const body = { credentials: [{ name: 'ozon', api_key: KEY }] }
    ;(
      await client
        .patch(PATH)
        .bearerToken(await apiToken(user))
        .json(body)
    ).assertStatus(200)
    const { default: env } = await import('#start/env')
    const next = new Vault(parseKeyRing('the next master key of this platform', env.get('VAULT_KEY').release()))
    const back = new Vault(parseKeyRing(env.get('VAULT_KEY').release(), 'the next master key of this platform'))
    try {
      await new RotateVault(next).handle()
      const row = await db.from('tenant_credentials').where('tenant_id', tenant.id).firstOrFail()
      assert.equal(row.key_id, next.currentKeyId)
      assert.equal(await new OpenCredential(next).handle({ tenantId: tenant.id, name: 'ozon' }), KEY)
    } finally {
      await new RotateVault(back).handle()
    }
  })

  test('by page: kept, listed, never shown', async ({ assert }) => {
    const { user, password } = await createUser({ tenant: { role: 'owner' } })
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    await visitor.open('/account/credentials')
    assert.equal((await visitor.submit('/account/credentials', { name: 'ozon', kind: 'api_key', secret: KEY })).status, 302)
    const page = await visitor.open('/account/credentials')
    assert.include(page.text, '…abcd')
    assert.notInclude(page.text, KEY)
    await visitor.submit('/account/credentials', { name: 'broken', kind: 'json', secret: '{not json' })
    assert.notInclude((await visitor.open('/account/credentials')).text, '<code>broken</code>')
    assert.equal((await visitor.open('/account/credentials/ozon/remove')).status, 200)
    assert.equal((await visitor.submit('/account/credentials/ozon/remove')).status, 302)
    assert.include((await visitor.open('/account/credentials')).text, 'No credentials yet')
  })
})

test.group('A company changes hands', (group) => {
  group.each.setup(() => limiter.clear())
  const PATH = `${ME}/ownership-transfer`

  test('offered by the owner, taken by the other: one owner before, one after', async ({ client, assert }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const heir = await createUser({ tenant: { role: 'user', of: owner.tenant } })
    const bystander = await createUser({ tenant: { role: 'admin', of: owner.tenant } })
    const [byOwner, byHeir, byBystander] = await Promise.all([owner, heir, bystander].map(({ user }) => apiToken(user)))
    ;(await client.post(PATH).bearerToken(byBystander).json({ user_id: bystander.user.id })).assertStatus(403)
    ;(await client.post(PATH).bearerToken(byOwner).json({ user_id: owner.user.id })).assertStatus(422)
    ;(
      await client
        .post(PATH)
        .bearerToken(byOwner)
        .json({ user_id: (await createUser()).user.id })
    ).assertStatus(404)
    ;(await client.post(PATH).bearerToken(byOwner).json({ user_id: heir.user.id })).assertStatus(201)
    ;(await client.post(PATH).bearerToken(byOwner).json({ user_id: heir.user.id })).assertStatus(409)
    assert.equal(await roleOf(heir.user.id, owner.tenant.id), 'user')
    ;(await client.post(`${PATH}/accept`).bearerToken(byBystander)).assertStatus(404)
    ;(await client.post(`${PATH}/accept`).bearerToken(byOwner)).assertStatus(404)
    ;(await client.delete(PATH).bearerToken(byBystander)).assertStatus(404)

    const answers = await Promise.all(Array.from({ length: 4 }, () => client.post(`${PATH}/accept`).bearerToken(byHeir)))
    assert.lengthOf(
      answers.filter((answer) => answer.status() === 200),
      1
    )
    assert.equal(await roleOf(heir.user.id, owner.tenant.id), 'owner')
    assert.equal(await roleOf(owner.user.id, owner.tenant.id), 'admin')
    const audited = await db.from('audit_log').where('tenant_id', owner.tenant.id).whereLike('action', 'tenancy.ownership_%')
    assert.lengthOf(audited, 2)
  })

  test('an offer ends: declined, withdrawn, run out, or made by somebody who owns nothing any more', async ({ client, assert }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const heir = await createUser({ tenant: { role: 'admin', of: owner.tenant } })
    const [byOwner, byHeir] = await Promise.all([owner, heir].map(({ user }) => apiToken(user)))
    const offer = async () => (await client.post(PATH).bearerToken(byOwner).json({ user_id: heir.user.id })).assertStatus(201)
    const take = () => client.post(`${PATH}/accept`).bearerToken(byHeir)
    for (const token of [byHeir, byOwner]) {
      await offer()
      ;(await client.delete(PATH).bearerToken(token)).assertStatus(204)
      ;(await take()).assertStatus(404)
    }
    await offer()
    await db
      .from('ownership_transfers')
      .where({ tenant_id: owner.tenant.id, state: 'open' })
      .update({ expires_at: new Date(Date.now() - 1) })
    ;(await take()).assertStatus(404)
    await offer()
    await joinTenant((await createUser()).user, { role: 'owner', of: owner.tenant })
    await db.from('tenant_members').where({ tenant_id: owner.tenant.id, user_id: owner.user.id }).update({ role: 'user' })
    ;(await take()).assertStatus(404)
    assert.equal(await roleOf(heir.user.id, owner.tenant.id), 'admin')
  })

  test('taken while the owner leaves: the company is never without one', async ({ client, assert }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const heir = await createUser({ tenant: { role: 'user', of: owner.tenant } })
    const [byOwner, byHeir] = await Promise.all([owner, heir].map(({ user }) => apiToken(user)))
    ;(await client.post(PATH).bearerToken(byOwner).json({ user_id: heir.user.id })).assertStatus(201)
    await Promise.all([client.post(`${PATH}/accept`).bearerToken(byHeir), client.post(`${ME}/leave`).bearerToken(byOwner)])
    const owners = await db.from('tenant_members').where({ tenant_id: owner.tenant.id, role: 'owner' })
    assert.lengthOf(owners, 1)
  })
})

test.group('Members by API', (group) => {
  group.each.setup(() => limiter.clear())

  test('roles change, people are removed and leave; owners are owners’ business and others’ people look absent', async ({
    client,
    assert,
  }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const admin = await createUser({ tenant: { role: 'admin', of: owner.tenant } })
    const employee = await createUser({ tenant: { role: 'user', of: owner.tenant } })
    const foreign = await createUser({ tenant: { role: 'user', of: (await createUser({ tenant: { role: 'owner' } })).tenant } })
    const [byOwner, byAdmin, byEmployee] = await Promise.all([owner, admin, employee].map(({ user }) => apiToken(user)))
    const at = (id: string) => `${ME}/members/${id}`
    ;(await client.patch(at(employee.user.id)).bearerToken(byAdmin).json({ role: 'viewer' })).assertStatus(200)
    ;(await client.patch(at(employee.user.id)).bearerToken(byAdmin).json({ role: 'owner' })).assertStatus(403)
    ;(await client.patch(at(owner.user.id)).bearerToken(byAdmin).json({ role: 'viewer' })).assertStatus(403)
    ;(await client.delete(at(owner.user.id)).bearerToken(byAdmin)).assertStatus(403)
    ;(await client.patch(at(admin.user.id)).bearerToken(byEmployee).json({ role: 'viewer' })).assertStatus(403)
    ;(await client.delete(at(admin.user.id)).bearerToken(byEmployee)).assertStatus(403)
    ;(await client.patch(at(foreign.user.id)).bearerToken(byOwner).json({ role: 'viewer' })).assertStatus(404)
    ;(await client.delete(at(foreign.user.id)).bearerToken(byOwner)).assertStatus(404)
    ;(await client.post(`${ME}/leave`).bearerToken(byOwner)).assertStatus(409)
    ;(await client.post(`${ME}/leave`).bearerToken(byEmployee)).assertStatus(204)
    ;(await client.delete(at(admin.user.id)).bearerToken(byOwner)).assertStatus(204)
    assert.lengthOf(await db.from('tenant_members').where('tenant_id', owner.tenant.id), 1)
  })

  test('invitations are made, listed and taken back by managers', async ({ client, assert }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const token = await apiToken(owner.user)
    const made = await client
      .post(`${ME}/invitations`)
      .bearerToken(token)
      .json({ email: `${newId()}@example.test`, role: 'user' })
    made.assertStatus(201)
    assert.notProperty(made.body(), 'token')
    assert.lengthOf((await client.get(`${ME}/invitations`).bearerToken(token)).body().data, 1)
    const viewer = await apiToken((await createUser({ tenant: { role: 'viewer', of: owner.tenant } })).user)
    ;(await client.get(`${ME}/invitations`).bearerToken(viewer)).assertStatus(403)
    ;(await client.delete(`${ME}/invitations/${made.body().id}`).bearerToken(viewer)).assertStatus(403)
    const stranger = await apiToken((await createUser({ tenant: { role: 'owner' } })).user)
    ;(await client.delete(`${ME}/invitations/${made.body().id}`).bearerToken(stranger)).assertStatus(404)
    ;(await client.delete(`${ME}/invitations/${made.body().id}`).bearerToken(token)).assertStatus(204)
    ;(await client.post(`${ME}/invitations`).bearerToken(token).json({ email: 'a@b.cd', role: 'owner' })).assertStatus(422)
  })
})

test.group('Closing a company', (group) => {
  group.each.setup(() => limiter.clear())

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
