import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { findIdentity } from '#identity/queries/find_identity'
import { UserAccess } from '#identity/user_access'
import { explainAccess } from '#identity/roles/explain_access'
import { listPermissions } from '#core/modules'
import { PLATFORM_ROLES, TENANT_ROLES } from '#core/rights'
import { forgetCounts } from '#tests/support/forget_counts'
import { createProduct, createSeller } from '#tests/support/catalog'
import { aceJson } from '#tests/support/ace'
import { Caller, entered, roleName } from '#tests/support/rights'
import RightsExplain from '#commands/rights_explain'

test.group('Why somebody may do something, or may not', (group) => {
  group.each.setup(forgetCounts)

  test('names the role it comes from, where it holds and who gave it', async ({ assert }) => {
    const admin = await Caller.of({ platform: ['admin'] })
    const clerk = await Caller.of()
    const made = await admin.post('admin/roles', { name: roleName(), permissions: ['core.audit'] })
    await admin.post(`admin/users/${clerk.id}/roles`, { role_id: made.json.data.id, reason: 'for the auditors' })
    const { json } = await admin.get(`admin/users/${clerk.id}/explain?permission=core.audit`)
    assert.isTrue(json.data.allowed)
    assert.equal(json.data.path[0].via, 'custom_role')
    assert.equal(json.data.path[0].role, made.json.data.name)
    assert.equal(json.data.path[0].granted_by, admin.id)
    const owner = await Caller.of({ tenant: { role: 'owner' } })
    const inside = await explainAccess({ userId: owner.id, permission: 'catalog.manage', tenantId: owner.tenant!.id })
    assert.containsSubset(inside, { allowed: true, path: [{ via: 'tenant_role', role: 'owner', tenant_id: owner.tenant!.id }] })
  })

  test('knows whose a thing is: the answer is for the company of the product', async ({ assert }) => {
    const seller = await createSeller()
    const product = await createProduct(seller, { stock: 1 })
    const owner = await Caller.of({ tenant: { role: 'owner' } })
    const object = { type: 'product', id: product.id }
    const answer = await explainAccess({ userId: owner.id, permission: 'catalog.manage', object })
    assert.notEqual(answer.tenant_id, owner.tenant!.id)
    assert.equal(answer.refusal, 'not_a_member')
    const own = { type: 'tenant', id: owner.tenant!.id }
    assert.isTrue((await explainAccess({ userId: owner.id, permission: 'catalog.manage', object: own })).allowed)
  })

  test('says what is missing', async ({ assert }) => {
    const viewer = await Caller.of({ tenant: { role: 'viewer' } })
    const foreign = await Caller.of({ tenant: { role: 'owner' } })
    const why = async (userId: string, permission: string, more: object = {}) =>
      (await explainAccess({ userId, permission, ...more })).refusal
    assert.equal(await why(viewer.id, 'catalog.manage', { tenantId: viewer.tenant!.id }), 'no_role')
    assert.equal(await why(viewer.id, 'catalog.manage'), 'needs_company')
    assert.equal(await why(viewer.id, 'catalog.manage', { tenantId: foreign.tenant!.id }), 'not_a_member')
    assert.equal(await why(viewer.id, 'catalog.fly'), 'unknown_permission')
    assert.equal(await why(viewer.id, 'core.audit', { object: { type: 'user', id: newId() } }), 'unknown_object')
    await db.from('tenants').where('id', foreign.tenant!.id).update({ status: 'suspended' })
    assert.equal(await why(foreign.id, 'catalog.manage', { tenantId: foreign.tenant!.id }), 'company_suspended')
    const admin = await Caller.of({ platform: ['admin'] })
    await admin.post(`admin/users/${viewer.id}/block`, { reason: 'for the test' })
    assert.equal(await why(viewer.id, 'tenancy.view', { tenantId: viewer.tenant!.id }), 'blocked')
  })

  test('agrees with what a request may do, for every permission and every role', async ({ assert }) => {
    const people = [
      ...(await Promise.all(PLATFORM_ROLES.map((role) => Caller.of({ platform: [role] })))),
      ...(await Promise.all(TENANT_ROLES.map((role) => Caller.of({ tenant: { role } })))),
      await Caller.of({ platform: ['superadmin'], tenant: { role: 'viewer' } }),
    ]
    for (const { id: userId, tenant } of people) {
      const access = new UserAccess((await findIdentity(userId))!.grants, tenant?.id ?? null)
      for (const { code } of listPermissions()) {
        const { allowed } = await explainAccess({ userId, permission: code, tenantId: tenant?.id })
        assert.equal(allowed, access.can(code), `${code} of ${access.platformRoles.join()} ${access.tenantRole}`)
      }
    }
  })

  test('is asked by page and from the terminal; by admins only', async ({ assert }) => {
    const { visitor, email, id } = await entered({ platform: ['admin'] })
    assert.equal((await visitor.open(`/operator/users/${id}/explain`)).status, 200)
    const page = await visitor.open(`/operator/users/${id}/explain?permission=core.audit`)
    assert.include(page.text, 'Administrator')
    assert.include((await visitor.open(`/operator/users/${id}/explain?permission=catalog.manage`)).text, 'Only inside a company')
    const answer = await aceJson(RightsExplain, email, 'core.audit')
    assert.containsSubset(answer, { code: 0, allowed: true, path: [{ via: 'platform_role', role: 'admin' }] })
    const support = await Caller.of({ platform: ['support'] })
    assert.equal((await support.get(`admin/users/${id}/explain?permission=core.audit`)).status, 403)
  })
})
