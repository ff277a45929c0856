import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { RotateVault } from '#core/vault/rotate_vault'
import { Vault } from '#core/vault/vault'
import { parseKeyRing } from '#core/vault/key_ring'
import { OpenCredential } from '#tenancy/credentials/open_credential'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'

const ME = '/api/v1/tenants/me'

test.group('Credentials of a company', (group) => {
  group.each.setup(forgetCounts)
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
