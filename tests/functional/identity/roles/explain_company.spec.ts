import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { forgetCounts } from '#tests/support/forget_counts'
import { entered } from '#tests/support/rights'
import { createUser } from '#tests/support/users'

/** A company of an own name, with somebody in it. */
async function company(name: string, role: 'owner' | 'viewer' = 'viewer') {
  const { user, tenant } = await createUser({ tenant: { role } })
  await db.from('tenants').where('id', tenant.id).update({ name })
  return { userId: user.id, id: tenant.id, name }
}

const pathOf = (userId: string, query: Record<string, string>) =>
  `/operator/users/${userId}/explain?${new URLSearchParams(query).toString()}`

test.group('Which company a question about rights is for', (group) => {
  group.each.setup(forgetCounts)

  test('is chosen by name, by a part of it, by its short name or by id', async ({ assert }) => {
    const mark = newId().slice(-12)
    const { userId, id, name } = await company(`Lamps & Co ${mark}`, 'owner')
    const { slug } = (await db.from('tenants').where('id', id).firstOrFail()) as { slug: string }
    const { visitor } = await entered({ platform: ['admin'] })
    for (const text of [name, name.toUpperCase(), mark, slug, id]) {
      const { status, text: page } = await visitor.open(pathOf(userId, { permission: 'catalog.manage', company: text }))
      assert.equal(status, 200, text)
      assert.include(page, 'Allowed', text)
    }
    assert.include(
      (await visitor.open(pathOf(userId, { permission: 'catalog.manage', tenant_id: id }))).text,
      'Allowed',
      'links by id go on'
    )
    assert.include((await visitor.open(pathOf(userId, {}))).text, `value="Lamps &amp; Co ${mark}"`, 'their own are offered')
  })

  test('of several that fit one is chosen, and only then is there an answer', async ({ assert }) => {
    const mark = newId().slice(-12)
    const [one, other] = [await company(`${mark} north`), await company(`${mark} south`)]
    const { visitor } = await entered({ platform: ['admin'] })
    const { text } = await visitor.open(pathOf(one.userId, { permission: 'catalog.manage', company: mark }))
    for (const { id } of [one, other]) assert.include(text, `tenant_id=${id}`)
    assert.notInclude(text, 'Roles that would do')
    const chosen = await visitor.open(pathOf(one.userId, { permission: 'catalog.manage', company: other.name }))
    assert.include(chosen.text, 'Not a member of the company')
  })

  test('one that nobody is called is said at the field, and wildcards find nothing', async ({ assert }) => {
    const { userId } = await company(`Lamps ${newId()}`)
    const { visitor } = await entered({ platform: ['admin'] })
    for (const text of ['nobody is called so', '%', '____']) {
      const page = await visitor.open(pathOf(userId, { permission: 'catalog.manage', company: text }))
      assert.equal(page.status, 200)
      assert.include(page.text, 'No company is called so', text)
    }
  })

  test('who may not look at companies finds those of the user alone', async ({ assert }) => {
    const mark = newId().slice(-12)
    const [own, foreign] = [await company(`${mark} own`), await company(`${mark} foreign`)]
    const { visitor, id } = await entered({ platform: ['analyst'] })
    const role = { id: newId(), name: newId(), permissions: ['identity.view_roles', 'identity.view_users'] }
    await db.table('custom_roles').insert(role)
    await db.table('custom_role_bindings').insert({ user_id: id, role_id: role.id })
    const { status, text } = await visitor.open(pathOf(own.userId, { permission: 'catalog.manage', company: foreign.name }))
    assert.equal(status, 200)
    assert.include(text, 'No company is called so')
    assert.notInclude((await visitor.open(pathOf(own.userId, { permission: 'catalog.manage', company: mark }))).text, foreign.id)
    const { visitor: admin } = await entered({ platform: ['admin'] })
    assert.include((await admin.open(pathOf(own.userId, { permission: 'catalog.manage', company: mark }))).text, foreign.id)
  })
})
