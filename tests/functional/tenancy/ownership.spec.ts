import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser, joinTenant } from '#tests/support/users'

const ME = '/api/v1/tenants/me'
const roleOf = async (userId: string, tenantId: string) =>
  (await db.from('tenant_members').where({ user_id: userId, tenant_id: tenantId }).first())?.role

test.group('A company changes hands', (group) => {
  group.each.setup(forgetCounts)
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
  group.each.setup(forgetCounts)

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
