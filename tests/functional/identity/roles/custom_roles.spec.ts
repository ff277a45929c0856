import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { findIdentity } from '#identity/queries/find_identity'
import { UserAccess } from '#identity/user_access'
import { forgetCounts } from '#tests/support/forget_counts'
import { auditOf, Caller, entered, roleName } from '#tests/support/rights'

const because = 'They need it for their work'

test.group('Roles that people make, on the platform', (group) => {
  group.each.setup(forgetCounts)

  test('open what they name from the holder’s next request on, and nothing else; taken away, nothing', async ({ assert }) => {
    const admin = await Caller.of({ platform: ['admin'] })
    const clerk = await Caller.of()
    assert.equal((await clerk.get('admin/users')).status, 403)

    const made = await admin.post('admin/roles', { name: roleName(), permissions: ['identity.view_users'] })
    assert.equal(made.status, 201)
    const roleId = String(made.json.data.id)
    const granted = await admin.post(`admin/users/${clerk.id}/roles`, { role_id: roleId, reason: because })
    assert.equal(granted.status, 200)
    assert.isTrue(granted.json.data.changed)

    assert.equal((await clerk.get('admin/users')).status, 200)
    assert.equal((await clerk.post(`admin/users/${admin.id}/block`, { reason: because })).status, 403)
    assert.equal((await admin.get(`admin/users/${clerk.id}`)).json.data.custom_roles[0].id, roleId)

    await admin.post(`admin/users/${clerk.id}/roles/revoke`, { role_id: roleId, reason: because })
    assert.equal((await clerk.get('admin/users')).status, 403)
    assert.deepEqual(await auditOf(roleId), ['identity.custom_role_created'])
    assert.includeMembers(await auditOf(clerk.id), ['identity.role_granted', 'identity.role_revoked'])
  })

  test('narrow the list of people, by page and by API; a company’s role does not', async ({ assert }) => {
    const { visitor } = await entered({ platform: ['admin'] })
    const [holder, other] = [await Caller.of(), await Caller.of()]
    const by = await Caller.of({ platform: ['admin'] })
    const name = roleName()
    const roleId = String((await by.post('admin/roles', { name, permissions: ['identity.view_users'] })).json.data.id)
    await by.post(`admin/users/${holder.id}/roles`, { role_id: roleId, reason: because })

    const found = await by.get(`admin/users?role_id=${roleId}`)
    assert.deepEqual(
      found.json.data.map(({ id }: { id: string }) => id),
      [holder.id]
    )
    assert.equal((await by.get('admin/users?role_id=everything')).status, 422)
    assert.isEmpty((await by.get(`admin/users?role_id=${newId()}`)).json.data)

    const page = await visitor.open(`/operator/users?custom_role=${roleId}`)
    assert.include(page.text, holder.email)
    assert.notInclude(page.text, other.email)
    assert.include(page.text, name)
    assert.include((await visitor.open(`/operator/users?q=${encodeURIComponent(other.email)}`)).text, other.email)

    const owner = await Caller.of({ tenant: { role: 'owner' } })
    const ofCompany = roleName()
    const made = await owner.post('tenants/me/roles', { name: ofCompany, permissions: ['catalog.manage'] })
    assert.equal(made.status, 201)
    await db.table('custom_role_bindings').insert({ user_id: owner.id, role_id: made.json.data.id })
    assert.isEmpty((await by.get(`admin/users?role_id=${made.json.data.id}`)).json.data)
    assert.notInclude((await visitor.open('/operator/users')).text, ofCompany)
  })

  test('hold only what their maker holds; a change counts at once and a stale one is refused', async ({ assert }) => {
    const superadmin = await Caller.of({ platform: ['superadmin'] })
    const admin = await Caller.of({ platform: ['admin'] })
    const beyond = await admin.post('admin/roles', { name: roleName(), permissions: ['identity.confirm_superadmin'] })
    assert.equal(beyond.status, 403)
    assert.equal(beyond.json.error_code, 'PERMISSION_NOT_HELD')

    const made = await superadmin.post('admin/roles', { name: roleName(), permissions: ['identity.confirm_superadmin', 'core.audit'] })
    const path = `admin/roles/${made.json.data.id}`
    // An admin may not give it, change it or remove it: it allows more than they may.
    const friend = await Caller.of()
    const give = { role_id: made.json.data.id, reason: because }
    assert.equal((await admin.post(`admin/users/${friend.id}/roles`, give)).status, 403)
    assert.equal((await admin.patch(path, { version: 1, permissions: ['core.audit'] })).status, 403)
    assert.equal((await admin.delete(path)).status, 403)
    assert.equal((await superadmin.patch(path, { version: 1, permissions: ['core.audit'] })).status, 200)
    assert.equal((await superadmin.patch(path, { version: 1, name: roleName() })).status, 409)
    assert.equal((await admin.post(`admin/users/${friend.id}/roles`, give)).status, 200)
    assert.equal((await admin.delete(path)).status, 204)
    assert.equal((await admin.get(path)).status, 404)
  })

  test('nobody gives one to themselves, and rights of members are no rights of the platform', async ({ assert }) => {
    const admin = await Caller.of({ platform: ['admin'], tenant: { role: 'owner' } })
    const made = await admin.post('admin/roles', { name: roleName(), permissions: ['core.audit'] })
    const give = { role_id: made.json.data.id, reason: because }
    assert.equal((await admin.post(`admin/users/${admin.id}/roles`, give)).status, 403)
    const members = await admin.post('admin/roles', { name: roleName(), permissions: ['tenancy.manage_members'] })
    assert.equal(members.status, 422)
    assert.equal(members.json.error_code, 'UNKNOWN_PERMISSION')
    assert.equal((await admin.post('admin/roles', { name: made.json.data.name, permissions: ['core.audit'] })).status, 422)
  })

  test('a holder of a role to manage roles gives no more than they have', async ({ assert }) => {
    const superadmin = await Caller.of({ platform: ['superadmin'] })
    const made = await superadmin.post('admin/roles', { name: roleName(), permissions: ['identity.manage_roles', 'identity.view_users'] })
    const lead = await Caller.of()
    await superadmin.post(`admin/users/${lead.id}/roles`, { role_id: made.json.data.id, reason: because })
    const friend = await Caller.of()
    assert.equal((await lead.post(`admin/users/${friend.id}/roles`, { role: 'admin', reason: because })).status, 403)
    assert.equal((await lead.post(`admin/users/${friend.id}/roles`, { role: 'moderator', reason: because })).status, 403)
    assert.equal((await lead.post('admin/roles', { name: roleName(), permissions: ['core.audit'] })).status, 403)
    assert.equal((await lead.post('admin/roles', { name: roleName(), permissions: ['identity.view_users'] })).status, 201)
  })

  test('are shown in the matrix and made by page with boxes', async ({ assert }) => {
    const { visitor } = await entered({ platform: ['admin'] })
    const page = await visitor.open('/operator/roles')
    assert.equal(page.status, 200)
    assert.include(page.text, 'identity.view_users')
    assert.equal((await visitor.open('/operator/roles/new')).status, 200)
    const name = roleName()
    const saved = await visitor.submit('/operator/roles', { 'name': name, 'permissions[]': 'core.audit' })
    assert.equal(saved.status, 302)
    assert.include((await visitor.open('/operator/roles')).text, name)
    assert.equal((await (await entered({ platform: ['support'] })).visitor.open('/operator/roles')).status, 403)
  })
})

test.group('Roles that people make, in a company', (group) => {
  group.each.setup(forgetCounts)

  test('open what they name in that company only, and end with the membership', async ({ assert }) => {
    const owner = await Caller.of({ tenant: { role: 'owner' } })
    const viewer = await Caller.of({ tenant: { role: 'viewer', of: owner.tenant! } })
    const made = await owner.post('tenants/me/roles', { name: roleName(), permissions: ['catalog.manage'] })
    assert.equal(made.status, 201)
    const rightsOf = async (tenantId: string) => new UserAccess((await findIdentity(viewer.id))!.grants, tenantId)
    assert.isFalse((await rightsOf(owner.tenant!.id)).can('catalog.manage'))

    const path = `tenants/me/roles/${made.json.data.id}`
    assert.equal((await owner.put(`${path}/members/${viewer.id}`)).status, 204)
    assert.isTrue((await rightsOf(owner.tenant!.id)).can('catalog.manage'))

    // Elsewhere it is nothing, for its holder and for another company's owner.
    const other = await Caller.of({ tenant: { role: 'owner' } })
    await db.table('tenant_members').insert({ id: newId(), tenant_id: other.tenant!.id, user_id: viewer.id, role: 'viewer' })
    assert.isFalse((await rightsOf(other.tenant!.id)).can('catalog.manage'))
    assert.equal((await other.patch(path, { version: 1, permissions: ['catalog.view'] })).status, 404)
    assert.equal((await other.delete(path)).status, 404)

    await db.from('tenant_members').where({ tenant_id: owner.tenant!.id, user_id: viewer.id }).delete()
    assert.lengthOf(await db.from('custom_role_bindings').where('user_id', viewer.id), 0)
  })

  test('an administrator gives nothing an owner keeps, a viewer makes none, and strangers get none', async ({ assert }) => {
    const owner = await Caller.of({ tenant: { role: 'owner' } })
    const admin = await Caller.of({ tenant: { role: 'admin', of: owner.tenant! } })
    const viewer = await Caller.of({ tenant: { role: 'viewer', of: owner.tenant! } })
    const stranger = await Caller.of()
    assert.equal((await admin.post('tenants/me/roles', { name: roleName(), permissions: ['tenancy.manage_owners'] })).status, 403)
    assert.equal((await viewer.post('tenants/me/roles', { name: roleName(), permissions: ['catalog.view'] })).status, 403)
    assert.equal((await owner.post('tenants/me/roles', { name: roleName(), permissions: ['core.settings'] })).status, 422)
    const made = await owner.post('tenants/me/roles', { name: roleName(), permissions: ['tenancy.manage_owners'] })
    const path = `tenants/me/roles/${made.json.data.id}/members`
    assert.equal((await admin.put(`${path}/${viewer.id}`)).status, 403)
    assert.equal((await owner.put(`${path}/${stranger.id}`)).status, 404)
    assert.equal((await owner.put(`${path}/${owner.id}`)).status, 409)
    assert.equal((await owner.put(`${path}/${viewer.id}`)).status, 204)
  })

  test('are made, given and taken by page', async ({ assert }) => {
    const owner = await entered({ tenant: { role: 'owner' } })
    const { tenant_id: tenantId } = await db.from('tenant_members').where('user_id', owner.id).firstOrFail()
    const member = await Caller.of()
    await db.table('tenant_members').insert({ id: newId(), tenant_id: tenantId, user_id: member.id, role: 'viewer' })
    await owner.visitor.open('/account/roles/new')
    const saved = await owner.visitor.submit('/account/roles', { 'name': roleName(), 'permissions[]': 'catalog.manage' })
    assert.equal(saved.status, 302)
    const page = await owner.visitor.open(saved.location!)
    assert.include(page.text, member.email)
    await owner.visitor.submit(`${saved.location}/members`, { user_id: member.id })
    assert.lengthOf(await db.from('custom_role_bindings').where('user_id', member.id), 1)
    await owner.visitor.submit(`${saved.location}/members/revoke`, { user_id: member.id })
    assert.lengthOf(await db.from('custom_role_bindings').where('user_id', member.id), 0)
  })
})

test.group('The cost of rights', () => {
  test('roles and permissions are asked in the one query of the identity, however many there are', async ({ assert }) => {
    const owner = await Caller.of({ tenant: { role: 'owner' } })
    const count = async () => {
      const queries: string[] = []
      // What timers of the process ask meanwhile is not this request's.
      const listen = ({ sql }: { sql: string }) => /role|user|permission/i.test(sql) && queries.push(sql)
      db.connection().getReadClient().on('query', listen)
      const identity = await findIdentity(owner.id)
      const access = new UserAccess(identity!.grants, owner.tenant!.id)
      for (const code of ['catalog.manage', 'core.audit', 'tenancy.view', 'identity.view_users']) access.can(code)
      db.connection().getReadClient().off('query', listen)
      return queries.length
    }
    await count()
    assert.equal(await count(), 1)
    const superadmin = await Caller.of({ platform: ['superadmin'] })
    for (let at = 0; at < 5; at += 1) {
      const made = await superadmin.post('admin/roles', { name: roleName(), permissions: ['core.audit', 'identity.view_users'] })
      await superadmin.post(`admin/users/${owner.id}/roles`, { role_id: made.json.data.id, reason: because })
    }
    assert.equal(await count(), 1)
  })
})
