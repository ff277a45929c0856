import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { SaveCustomRole } from '#identity/roles/save_custom_role'
import { forgetCounts } from '#tests/support/forget_counts'
import { member, saveView, signedIn } from '#tests/support/saved_views'
import { roleName } from '#tests/support/rights'

const LIST = '/seller/products'
const STAFF_LIST = '/operator/jobs'

type Kept = { shared_role: string | null; custom_role_id: string | null; is_role_default: boolean; user_id: string }
const rowOf = async (id: string) => (await db.from('table_views').where('id', id).first()) as Kept | null

/** A role that people made; it allows what its holders may anyway. */
async function role(tenantId: string | null, permission: string): Promise<{ id: string; name: string }> {
  const made = { id: newId(), name: roleName() }
  await db.table('custom_roles').insert({ ...made, tenant_id: tenantId, permissions: [permission] })
  return made
}

const hold = (userId: string, roleId: string) => db.table('custom_role_bindings').insert({ user_id: userId, role_id: roleId })

async function remove(roleId: string, tenantId: string | null) {
  const actor = { kind: 'system' as const, userId: null, label: 'test', tokenId: null, ip: null, requestId: null }
  await (await app.container.make(SaveCustomRole)).remove({ actor: actor as never, access: null, tenantId, roleId })
}

test.group('Views shared with a role that people made', (group) => {
  group.each.setup(async () => {
    await forgetCounts()
    await db.from('table_views').delete()
    await db.from('table_view_defaults').delete()
  })

  test('in a company its holders see the view and open the list with it; other members do not', async ({ assert }) => {
    const { visitor, tenant } = await member(undefined, 'owner')
    const made = await role(tenant!.id, 'catalog.view')
    assert.include((await visitor.open(`/account/views/new?at=${LIST}`)).text, made.name)
    const { id } = await saveView(visitor, LIST, { name: 'Night shift', shared_role: made.id, is_role_default: '1', query: 'status=draft' })
    assert.containSubset(await rowOf(id), { shared_role: null, custom_role_id: made.id, is_role_default: true })
    const [holder, other] = [await member(tenant, 'viewer'), await member(tenant, 'viewer')]
    await hold(holder.user.id, made.id)
    assert.match((await holder.visitor.open(LIST)).text, /<option value="draft" selected>/)
    assert.include((await holder.visitor.open(LIST)).text, 'Night shift')
    assert.notInclude((await other.visitor.open(LIST)).text, 'Night shift')
    assert.include((await other.visitor.open(`${LIST}?view=${id}`)).text, 'no longer shared with you')
    assert.equal((await other.visitor.submit('/account/views/choose', { at: LIST, view: id })).status, 404)
  })

  test('what is for such a role counts before what is for a system role', async ({ assert }) => {
    const { visitor, tenant } = await member(undefined, 'owner')
    const made = await role(tenant!.id, 'catalog.view')
    const terms = { is_role_default: '1' }
    await saveView(visitor, LIST, { ...terms, name: 'For viewers', shared_role: 'viewer', query: 'status=published' })
    await saveView(visitor, LIST, { ...terms, name: 'For the role', shared_role: made.id, query: 'status=draft' })
    const { visitor: viewer, user } = await member(tenant, 'viewer')
    assert.match((await viewer.open(LIST)).text, /<option value="published" selected>/)
    await hold(user.id, made.id)
    assert.match((await viewer.open(LIST)).text, /<option value="draft" selected>/)
  })

  test('a role has one view to open with, and each role its own', async ({ assert }) => {
    const { visitor, tenant } = await member(undefined, 'owner')
    const [one, two] = [await role(tenant!.id, 'catalog.view'), await role(tenant!.id, 'catalog.view')]
    const first = await saveView(visitor, LIST, { name: 'First', shared_role: one.id, is_role_default: '1' })
    const other = await saveView(visitor, LIST, { name: 'Other', shared_role: two.id, is_role_default: '1' })
    const later = await saveView(visitor, LIST, { name: 'Later', shared_role: one.id, is_role_default: '1' })
    const defaults = await Promise.all([first, other, later].map(async ({ id }) => (await rowOf(id))!.is_role_default))
    assert.deepEqual(defaults, [false, true, true])
  })

  test('roles of the platform are for the platform’s lists, a company’s for its own; who may not share does not', async ({ assert }) => {
    const { visitor, tenant } = await member(undefined, 'owner')
    const { tenant: another } = await member(undefined, 'owner')
    const [ofPlatform, ofStranger] = [await role(null, 'core.operate'), await role(another!.id, 'catalog.view')]
    const own = await role(tenant!.id, 'catalog.view')
    for (const { id, name } of [ofPlatform, ofStranger]) {
      assert.equal((await saveView(visitor, LIST, { name: 'Mine', shared_role: id })).status, 403)
      assert.notInclude((await visitor.open(`/account/views/new?at=${LIST}`)).text, name)
    }
    assert.equal((await saveView(visitor, LIST, { name: 'Mine', shared_role: newId() })).status, 403)
    const { visitor: clerk } = await member(tenant, 'user')
    assert.equal((await saveView(clerk, LIST, { name: 'Mine', shared_role: own.id })).status, 403)
    assert.notInclude((await clerk.open(`/account/views/new?at=${LIST}`)).text, own.name)
    assert.isNotEmpty((await saveView(visitor, LIST, { name: 'Mine', shared_role: own.id })).id)
  })

  test('on the platform its holders see the view, and only they', async ({ assert }) => {
    const made = await role(null, 'core.operate')
    const { visitor: admin } = await signedIn({ platform: ['superadmin'] })
    const { id } = await saveView(admin, STAFF_LIST, { name: 'On call', shared_role: made.id })
    const [holder, other] = [await signedIn({ platform: ['support'] }), await signedIn({ platform: ['support'] })]
    for (const { user } of [holder, other]) await hold(user.id, (await role(null, 'core.operate')).id)
    await hold(holder.user.id, made.id)
    assert.include((await holder.visitor.open(STAFF_LIST)).text, 'On call')
    assert.notInclude((await other.visitor.open(STAFF_LIST)).text, 'On call')
    await db.from('custom_role_bindings').where({ user_id: holder.user.id, role_id: made.id }).delete()
    assert.include((await holder.visitor.open(`${STAFF_LIST}?view=${id}`)).text, 'no longer shared with you')
  })

  test('without its role a view is its owner’s alone, and nobody’s default', async ({ assert }) => {
    const { visitor, user, tenant } = await member(undefined, 'owner')
    const made = await role(tenant!.id, 'catalog.view')
    const { id } = await saveView(visitor, LIST, { name: 'Night shift', shared_role: made.id, is_role_default: '1' })
    const { visitor: holder, user: viewer } = await member(tenant, 'viewer')
    await hold(viewer.id, made.id)
    assert.include((await holder.open(LIST)).text, 'Night shift')
    await remove(made.id, tenant!.id)
    assert.containSubset(await rowOf(id), { shared_role: null, custom_role_id: null, is_role_default: false, user_id: user.id })
    assert.notInclude((await holder.open(LIST)).text, 'Night shift')
    assert.include((await visitor.open(LIST)).text, 'Night shift')
    const { visitor: colleague } = await member(tenant, 'admin')
    assert.notInclude((await colleague.open(LIST)).text, 'Night shift', 'whoever may share sees only what is shared')
  })

  test('who leaves leaves what they shared; with its role it goes, as it is nobody’s then', async ({ assert }) => {
    const { visitor: owner, tenant } = await member(undefined, 'owner')
    const made = await role(tenant!.id, 'catalog.view')
    const { visitor, user } = await member(tenant, 'admin')
    const { id } = await saveView(visitor, LIST, { name: 'Left behind', shared_role: made.id })
    await db.from('tenant_members').where({ tenant_id: tenant!.id, user_id: user.id }).delete()
    assert.include((await owner.open(LIST)).text, 'Left behind')
    await remove(made.id, tenant!.id)
    assert.isNull(await rowOf(id))
  })
})
