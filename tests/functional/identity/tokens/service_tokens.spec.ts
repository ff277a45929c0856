import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { listOperations } from '#core/http/openapi/operation'
import { openApiPath } from '#core/http/openapi/document'
import { hashServiceSecret, isServiceSecret, newServiceSecret } from '#identity/service_tokens/service_secret'
import { serviceScopes } from '#identity/service_tokens/service_scopes'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser, joinTenant } from '#tests/support/users'
import { call, OWN, ownerOfCompany, PLATFORM, terms, tokenOf } from './support/machines.js'

test.group('Service tokens', (group) => {
  group.each.setup(forgetCounts)

  test('have a known beginning and a checksum: one character more, less or other is none', ({ assert }) => {
    for (let i = 0; i < 200; i++) {
      const { secret, prefix, hash } = newServiceSecret()
      assert.match(secret, /^rls_[0-9A-Za-z]{49}$/)
      assert.isTrue(isServiceSecret(secret))
      assert.isTrue(secret.startsWith(prefix))
      assert.equal(hash, hashServiceSecret(secret))
      const at = 4 + (i % 49)
      const other = secret[at] === 'a' ? 'b' : 'a'
      for (const wrong of [
        secret.slice(0, at) + other + secret.slice(at + 1),
        secret.slice(0, -1),
        `${secret}0`,
        `rlt_${secret.slice(4)}`,
      ]) {
        assert.isFalse(isServiceSecret(wrong))
      }
    }
  })

  test('are made by owners and administrators, shown once, kept as a hash', async ({ assert }) => {
    const owner = await ownerOfCompany()
    const made = await call('POST', OWN, { token: await apiToken(owner.user), body: { ...terms, expires_in_days: 7 } })
    assert.equal(made.status, 201)
    const { id, token: secret, prefix } = made.json
    const row = await db.from('service_tokens').where('id', id).firstOrFail()
    assert.equal(row.hash, hashServiceSecret(secret))
    assert.containsSubset(row, { tenant_id: owner.tenant.id, user_id: owner.user.id, prefix })
    const audit = await db.from('audit_log').where({ target_id: id, action: 'identity.service_token_created' }).firstOrFail()
    const session = await apiToken(owner.user)
    const [shown, list] = [await call('GET', `${OWN}/${id}`, { token: session }), await call('GET', OWN, { token: session })]
    assert.equal(shown.status, 200)
    assert.notInclude(JSON.stringify([row, audit, shown.text, list.text]), secret)
    assert.include(list.text, id)

    for (const role of ['admin', 'user', 'viewer'] as const) {
      const { user } = await createUser({ tenant: { role, of: owner.tenant } })
      const { status } = await call('POST', OWN, { token: await apiToken(user), body: terms })
      assert.equal(status, role === 'admin' ? 201 : 403, role)
    }
    const staff = await createUser({ platform: ['admin'] })
    assert.equal((await call('POST', OWN, { token: await apiToken(staff.user), body: terms })).status, 403)
    assert.equal((await call('POST', PLATFORM, { token: session, body: terms })).status, 403)
  })

  test('with terms that are not to be had are refused', async ({ assert }) => {
    const { user } = await ownerOfCompany()
    const token = await apiToken(user)
    for (const body of [
      { name: 'x', scopes: [] },
      { name: 'x', scopes: ['everything:write'] },
      { name: 'x', scopes: ['publish-new'] },
      { name: '', scopes: ['catalog:read'] },
      { name: 'x', scopes: ['catalog:read'], expires_in_days: 0 },
      { name: 'x', scopes: ['catalog:read'], expires_in_days: 366 },
      { name: 'x', scopes: 'catalog:read' },
    ]) {
      assert.equal((await call('POST', OWN, { token, body })).status, 422, JSON.stringify(body))
    }
  })

  test('open what names their scope and nothing else of the whole API', async ({ assert }) => {
    const owner = await ownerOfCompany()
    const all = serviceScopes(owner.tenant.id)
    const complaints: string[] = []
    const closed = listOperations().filter(([, { roles }]) => !roles.includes('public'))
    const scoped = closed.filter(([, { tokenScopes = [] }]) => tokenScopes.some((scope) => all.includes(scope)))
    // With every scope to everything, and with each alone to what asks for any.
    const attempts = [{ scopes: all, operations: closed }, ...all.map((scope) => ({ scopes: [scope], operations: scoped }))]
    for (const { scopes, operations } of attempts) {
      const { secret } = await tokenOf(owner, scopes)
      for (const [route, { id, tokenScopes }] of operations) {
        await forgetCounts()
        const { pattern, methods } = route.toJSON()
        const path = openApiPath(pattern).replace(/\{\w+\}/g, () => newId())
        const method = methods.find((one) => one !== 'HEAD')!
        const { status, text } = await call(method, path, { token: secret, ...(method === 'GET' ? {} : { body: {} }) })
        const isRefused = status === 403 && text.includes('INSUFFICIENT_SCOPE')
        const isOpened = !!tokenScopes?.some((scope) => scopes.includes(scope))
        if (isRefused === isOpened) complaints.push(`${scopes.join()}: ${id} ${status} ${text.slice(0, 80)}`)
      }
    }
    assert.isAbove(scoped.length, 10)
    assert.deepEqual(complaints, [])
  })

  test('act in their company only, with nothing of what their person may elsewhere', async ({ assert }) => {
    const owner = await createUser({ tenant: { role: 'owner' }, platform: ['superadmin'] })
    const elsewhere = await joinTenant(owner.user, { role: 'owner' })
    const { secret } = await tokenOf(owner, ['catalog:read', 'catalog:write', 'analytics:read'])
    await db.from('users').where('id', owner.user.id).update({ last_tenant_id: elsewhere.id })
    assert.equal((await call('GET', '/api/v1/seller/products', { token: secret })).status, 200)
    const product = { title: 'Lamp', variants: [] }
    await call('POST', '/api/v1/seller/products', { token: secret, body: product })
    assert.isEmpty(
      await db
        .from('audit_log')
        .where('token_id', (await db.from('service_tokens').where('hash', hashServiceSecret(secret)).firstOrFail()).id)
        .whereNot('tenant_id', owner.tenant.id)
    )

    // As a viewer they may read, and the token no more than they.
    await joinTenant((await createUser()).user, { role: 'owner', of: owner.tenant })
    await db.from('tenant_members').where({ user_id: owner.user.id, tenant_id: owner.tenant.id }).update({ role: 'viewer' })
    assert.equal((await call('GET', '/api/v1/seller/products', { token: secret })).status, 200)
    const id = newId()
    assert.include(
      [403, 404],
      (await call('POST', `/api/v1/seller/products/${id}/publish`, { token: secret, body: { version: 1 } })).status
    )
  })

  test('are worth nothing once revoked, rotated or expired, their person blocked or gone, the company suspended', async ({ assert }) => {
    const alive = async (secret: string) => (await call('GET', '/api/v1/seller/products', { token: secret })).status
    const owner = await ownerOfCompany()
    const [revoked, rotated, expired] = [await tokenOf(owner), await tokenOf(owner), await tokenOf(owner)]
    const other = await ownerOfCompany()
    const [blocked, suspended, left] = [await tokenOf(await ownerOfCompany()), await tokenOf(await ownerOfCompany()), await tokenOf(other)]
    for (const { secret } of [revoked, rotated, expired, blocked, suspended, left]) assert.equal(await alive(secret), 200)

    assert.equal((await call('DELETE', `${OWN}/${revoked.id}`, { token: revoked.session })).status, 204)
    assert.equal(await alive(revoked.secret), 401)
    const fresh = await call('POST', `${OWN}/${rotated.id}/rotate`, { token: rotated.session })
    assert.equal(fresh.status, 200)
    assert.deepEqual([await alive(rotated.secret), await alive(fresh.json.token)], [401, 200])
    assert.equal((await call('POST', `${OWN}/${rotated.id}/rotate`, { token: rotated.session })).status, 409)
    const past = new Date(Date.now() - 1000)
    await db.from('service_tokens').where('id', expired.id).update({ expires_at: past })
    assert.equal(await alive(expired.secret), 401)
    const whose = async ({ id }: { id: string }) =>
      (await db.from('service_tokens').where('id', id).firstOrFail()) as { user_id: string; tenant_id: string }
    await db
      .from('users')
      .where('id', (await whose(blocked)).user_id)
      .update({ status: 'blocked', block_reason: 'test', blocked_at: new Date() })
    assert.equal(await alive(blocked.secret), 401)
    await db
      .from('tenants')
      .where('id', (await whose(suspended)).tenant_id)
      .update({ status: 'suspended' })
    assert.equal(await alive(suspended.secret), 401)
    await db.from('tenant_members').where('user_id', other.user.id).delete()
    assert.equal(await alive(left.secret), 401)
  })

  test('outlive who made them when somebody else rotates them', async ({ assert }) => {
    const owner = await ownerOfCompany()
    const { id } = await tokenOf(owner)
    const admin = await createUser({ tenant: { role: 'admin', of: owner.tenant } })
    const { json } = await call('POST', `${OWN}/${id}/rotate`, { token: await apiToken(admin.user) })
    await db.from('tenant_members').where('user_id', owner.user.id).delete()
    assert.equal((await call('GET', '/api/v1/seller/products', { token: json.token })).status, 200)
  })

  test('are no other company’s to see, rotate or end', async ({ assert }) => {
    const { id, secret } = await tokenOf(await ownerOfCompany())
    const stranger = await apiToken((await ownerOfCompany()).user)
    const staff = await apiToken((await createUser({ platform: ['superadmin'] })).user)
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/uses'],
      ['POST', '/rotate'],
      ['DELETE', ''],
    ]) {
      assert.equal((await call(method, `${OWN}/${id}${path}`, { token: stranger })).status, 404)
      assert.equal((await call(method, `${PLATFORM}/${id}${path}`, { token: staff })).status, 404)
      assert.equal((await call(method, `${OWN}/${id}${path}`, { token: secret })).status, 403)
    }
    assert.isNull((await db.from('service_tokens').where('id', id).firstOrFail()).revoked_at)
  })

  test('of the platform are its administrators’, and know no company', async ({ assert }) => {
    const admin = await createUser({ platform: ['admin'], tenant: { role: 'owner' } })
    const session = await apiToken(admin.user)
    assert.equal((await call('POST', PLATFORM, { token: session, body: { name: 'x', scopes: ['catalog:read'] } })).status, 422)
    const { status, json } = await call('POST', PLATFORM, { token: session, body: { name: 'Reports', scopes: ['analytics:read'] } })
    assert.equal(status, 201)
    assert.notEqual((await call('GET', '/api/v1/analytics/sales', { token: json.token })).status, 403)
    assert.equal((await call('GET', '/api/v1/seller/products', { token: json.token })).status, 403)
    for (const role of ['moderator', 'support', 'user'] as const) {
      const { user } = await createUser({ platform: [role] })
      assert.equal((await call('GET', PLATFORM, { token: await apiToken(user) })).status, 403, role)
    }
    await db.from('role_bindings').where('user_id', admin.user.id).delete()
    assert.equal((await call('GET', '/api/v1/analytics/sales', { token: json.token })).status, 403)
  })
})
