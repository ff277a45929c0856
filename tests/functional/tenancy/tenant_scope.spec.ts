import { test } from '@japa/runner'
import TenantMember from '#tenancy/models/tenant_member'
import { runInTenant, withoutTenantScope, currentTenant } from '#tenancy/tenant_context'
import { createUser } from '#tests/support/users'

const twoTenants = async () => {
  const mine = await createUser({ tenant: { role: 'owner' } })
  const theirs = await createUser({ tenant: { role: 'owner' } })
  return { mine, theirs }
}

test.group('Models of tenant-owned tables', () => {
  test('see the rows of the tenant in context and of no other', async ({ assert }) => {
    const { mine, theirs } = await twoTenants()

    await runInTenant(mine.tenant.id, async () => {
      const seen = await TenantMember.all()
      assert.sameMembers(
        seen.map((member) => member.userId),
        [mine.user.id]
      )
      assert.isNull(await TenantMember.findBy('userId', theirs.user.id))
      assert.exists(await TenantMember.findBy('userId', mine.user.id))
    })
  })

  test('change and delete only rows of the tenant in context', async ({ assert }) => {
    const { mine, theirs } = await twoTenants()

    await runInTenant(mine.tenant.id, async () => {
      await TenantMember.query().where('userId', theirs.user.id).update({ role: 'viewer' })
      await TenantMember.query().where('userId', theirs.user.id).delete()
      await TenantMember.query().where('userId', mine.user.id).update({ role: 'admin' })
    })

    const rows = await withoutTenantScope(() => TenantMember.query().whereIn('userId', [mine.user.id, theirs.user.id]))
    assert.sameDeepMembers(
      rows.map((row) => [row.userId, row.role]),
      [
        [mine.user.id, 'admin'],
        [theirs.user.id, 'owner'],
      ]
    )
  })

  test('refuse to work where nobody said whose rows are meant', async ({ assert }) => {
    assert.throws(() => TenantMember.query(), /outside a tenant/)
    assert.throws(() => currentTenant(), /outside a tenant/)
    await runInTenant(null, async () => assert.throws(() => TenantMember.query(), /outside a tenant/))
  })

  test('limit preloads as well', async ({ assert }) => {
    const { mine, theirs } = await twoTenants()
    const foreign = await withoutTenantScope(() => TenantMember.findByOrFail('userId', theirs.user.id))

    await runInTenant(mine.tenant.id, async () => {
      await assert.rejects(() => foreign.refresh())
      await assert.rejects(() => foreign.merge({ role: 'viewer' }).save(), /another tenant/)
      await assert.rejects(() => foreign.delete(), /another tenant/)
    })
    await runInTenant(theirs.tenant.id, () => foreign.merge({ role: 'admin' }).save())
  })

  test('are created in the tenant in context and never moved to another', async ({ assert }) => {
    const { mine, theirs } = await twoTenants()
    const { user } = await createUser()

    await runInTenant(mine.tenant.id, async () => {
      const member = await TenantMember.create({ userId: user.id, role: 'user' })
      assert.equal(member.tenantId, mine.tenant.id)
      await assert.rejects(() => TenantMember.create({ userId: user.id, role: 'user', tenantId: theirs.tenant.id }), /another tenant/)
      await assert.rejects(() => member.merge({ tenantId: theirs.tenant.id }).save(), /another tenant/)
    })
  })
})
