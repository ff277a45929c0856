import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { createUser } from '#tests/support/users'
import { member, saveView, signedIn } from '#tests/support/saved_views'

const LIST = '/seller/products'

const nameOf = async (id: string) => ((await db.from('table_views').where('id', id).first()) as { name: string } | null)?.name
const auditOf = async (id: string) =>
  ((await db.from('audit_log').where('target_id', id).orderBy('seq')) as { action: string; tenant_id: string | null }[]).map(
    ({ action }) => action
  )

test.group('Shared views', (group) => {
  group.each.setup(async () => {
    // Many people sign in from one address.
    await forgetCounts()
    await db.from('table_views').delete()
  })

  test('a member sees what is shared with their role or everyone, not what is private or for others', async ({ assert }) => {
    const { visitor, tenant } = await member(undefined, 'admin')
    await saveView(visitor, LIST, { name: 'For viewers', shared_role: 'viewer' })
    await saveView(visitor, LIST, { name: 'For everyone', shared_role: 'everyone' })
    await saveView(visitor, LIST, { name: 'For staff', shared_role: 'user' })
    const own = await saveView(visitor, LIST, { name: 'My own' })
    const viewer = await member(tenant, 'viewer')
    const { text } = await viewer.visitor.open(LIST)
    assert.include(text, 'For viewers')
    assert.include(text, 'For everyone')
    assert.notInclude(text, 'For staff')
    assert.notInclude(text, 'My own')
    assert.include((await viewer.visitor.open(`${LIST}?view=${own.id}`)).text, 'no longer shared with you')
    assert.include((await visitor.open(LIST)).text, 'For staff', 'whoever shares sees all that is shared')
  })

  test('owners and admins share, employees and viewers do not; their own views they keep', async ({ assert }) => {
    const { visitor, tenant } = await member(undefined, 'owner')
    assert.isNotEmpty((await saveView(visitor, LIST, { name: 'Shared', shared_role: 'user' })).id)
    for (const role of ['user', 'viewer'] as const) {
      const { visitor: least } = await member(tenant, role)
      const refused = await saveView(least, LIST, { name: 'Mine', shared_role: 'everyone' })
      assert.equal(refused.status, 403)
      const { id } = await saveView(least, LIST, { name: 'Mine' })
      assert.equal((await least.submit(`/account/views/${id}`, { at: LIST, version: '1', name: 'Mine', shared_role: 'user' })).status, 403)
      assert.notInclude((await least.open(`/account/views/new?at=${LIST}`)).text, 'shared_role')
    }
    assert.include((await visitor.open(`/account/views/new?at=${LIST}`)).text, 'shared_role')
    // With roles of the platform nobody in a company shares.
    assert.equal((await saveView(visitor, LIST, { name: 'Outside', shared_role: 'moderator' })).status, 403)
  })

  test('whoever it is shared with opens but does not change it; another administrator does', async ({ assert }) => {
    const { visitor, tenant } = await member(undefined, 'owner')
    const { id } = await saveView(visitor, LIST, { name: 'Shared', shared_role: 'everyone', query: 'status=draft' })
    const { visitor: clerk } = await member(tenant, 'user')
    await clerk.open(`${LIST}?view=${id}&status=`)
    assert.notInclude((await clerk.open(`${LIST}?view=${id}&status=`)).text, 'Save changes')
    for (const [path, fields] of [
      [`/account/views/${id}`, { name: 'Taken' }],
      [`/account/views/${id}/save`, { query: '' }],
      [`/account/views/${id}/remove`, {}],
    ] as const) {
      assert.equal((await clerk.submit(path, { at: LIST, version: '1', ...fields })).status, 404, path)
    }
    assert.equal((await clerk.open(`/account/views/${id}/edit?at=${LIST}`)).status, 404)
    assert.equal(await nameOf(id), 'Shared')
    const { visitor: colleague } = await member(tenant, 'admin')
    await colleague.open(LIST)
    await colleague.submit(`/account/views/${id}`, { at: LIST, version: '1', name: 'Better', shared_role: 'user' })
    assert.equal(await nameOf(id), 'Better')
  })

  test('nobody of another company sees, opens, changes or chooses a view, whoever it is shared with', async ({ assert }) => {
    const { visitor, tenant } = await member(undefined, 'owner')
    const { id } = await saveView(visitor, LIST, { name: 'Shared', shared_role: 'everyone' })
    assert.include((await (await member(tenant, 'viewer')).visitor.open(LIST)).text, 'Shared')
    const { visitor: stranger } = await member(undefined, 'owner')
    assert.notInclude((await stranger.open(LIST)).text, 'Shared')
    assert.include((await stranger.open(`${LIST}?view=${id}`)).text, 'no longer shared with you')
    for (const [path, fields] of [
      [`/account/views/${id}`, { name: 'Taken', version: '1' }],
      [`/account/views/${id}/save`, { query: '', version: '1' }],
      [`/account/views/${id}/remove`, {}],
      ['/account/views/choose', { view: id }],
    ] as const) {
      assert.equal((await stranger.submit(path, { at: LIST, ...fields })).status, 404, path)
    }
    assert.equal(await nameOf(id), 'Shared')
  })

  test('one’s own views of one company are not there in another', async ({ assert }) => {
    const { visitor, user, tenant } = await member(undefined, 'owner')
    const other = await createUser({ tenant: { role: 'owner' } })
    await db.table('tenant_members').insert({ id: crypto.randomUUID(), tenant_id: other.tenant.id, user_id: user.id, role: 'user' })
    await visitor.open(LIST)
    await visitor.submit('/account/tenant', { tenant_id: tenant!.id })
    const { id } = await saveView(visitor, LIST, { name: 'Of the first' })
    assert.include((await visitor.open(LIST)).text, 'Of the first')
    await visitor.submit('/account/tenant', { tenant_id: other.tenant.id })
    assert.notInclude((await visitor.open(LIST)).text, 'Of the first')
    assert.equal((await visitor.submit(`/account/views/${id}/remove`, { at: LIST })).status, 404)
  })

  test('platform staff share with staff roles; only administrators do, and only of lists they open', async ({ assert }) => {
    const list = '/moderator/reviews'
    const { visitor: admin } = await signedIn({ platform: ['admin'] })
    const { id } = await saveView(admin, list, { name: 'Urgent', shared_role: 'moderator' })
    assert.isNotEmpty(id)
    const { visitor: moderator } = await signedIn({ platform: ['moderator'] })
    assert.include((await moderator.open(list)).text, 'Urgent')
    assert.equal((await saveView(moderator, list, { name: 'Mine', shared_role: 'moderator' })).status, 403)
    assert.isNotEmpty((await saveView(moderator, list, { name: 'Mine' })).id)
    // Finance has no business there, so nothing is shared with it.
    assert.equal((await saveView(admin, '/operator/audit', { name: 'For all', shared_role: 'moderator' })).status, 403)
    assert.equal((await saveView(moderator, '/operator/audit', { name: 'Audit' })).status, 403)
  })

  test('pages of one’s own share with nobody', async ({ assert }) => {
    const { visitor } = await member(undefined, 'owner')
    assert.equal((await saveView(visitor, '/account/orders', { name: 'Mine', shared_role: 'everyone' })).status, 403)
    assert.isNotEmpty((await saveView(visitor, '/account/orders', { name: 'Mine' })).id)
  })

  test('sharing, changing, unsharing and deleting what is shared is audited in the company; private views are not', async ({ assert }) => {
    const { visitor, tenant } = await member(undefined, 'owner')
    const { id } = await saveView(visitor, LIST, { name: 'Mine' })
    assert.isEmpty(await auditOf(id))
    await visitor.submit(`/account/views/${id}`, { at: LIST, version: '1', name: 'Ours', shared_role: 'user' })
    await visitor.submit(`/account/views/${id}/save`, { at: LIST, version: '2', query: 'status=draft' })
    await visitor.submit(`/account/views/${id}`, { at: LIST, version: '3', name: 'Ours' })
    assert.deepEqual(await auditOf(id), ['core.view_shared', 'core.view_changed', 'core.view_unshared'])
    const { id: other } = await saveView(visitor, LIST, { name: 'Other', shared_role: 'user' })
    await visitor.submit(`/account/views/${other}/remove`, { at: LIST })
    assert.deepEqual(await auditOf(other), ['core.view_shared', 'core.view_removed'])
    assert.isNotEmpty(await db.from('audit_log').where({ target_id: other, tenant_id: tenant!.id }))
  })

  test('who leaves a company leaves what they shared, and takes nothing else; a closed one keeps none', async ({ assert }) => {
    const { tenant } = await member(undefined, 'owner')
    const { visitor, user } = await member(tenant, 'admin')
    const shared = await saveView(visitor, LIST, { name: 'Shared', shared_role: 'user' })
    const own = await saveView(visitor, LIST, { name: 'Own', is_default: '1' })
    await db.from('tenant_members').where({ tenant_id: tenant!.id, user_id: user.id }).delete()
    assert.equal(await nameOf(shared.id), 'Shared')
    assert.isUndefined(await nameOf(own.id))
    assert.isEmpty(await db.from('table_view_defaults').where('user_id', user.id))
    await db.from('tenants').where('id', tenant!.id).update({ status: 'closed', closed_at: new Date() })
    assert.isUndefined(await nameOf(shared.id))
  })

  for (const at of [
    '//evil.example',
    'https://evil.example/operator',
    '/nothing/here',
    '/api/v1/orders',
    '/sign-in',
    '/seller/products/../x',
  ]) {
    test(`nothing is kept of what is no list of a panel: ${at}`, async ({ assert }) => {
      const { visitor, user } = await member(undefined, 'owner')
      await visitor.open('/account/profile')
      const { status, location } = await visitor.submit('/account/views', { at, name: 'x', query: '' })
      assert.include([302, 404], status)
      assert.notInclude(location ?? '', 'evil')
      assert.isEmpty(await db.from('table_views').where('user_id', user.id))
    })
  }
})
