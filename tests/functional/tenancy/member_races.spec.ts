import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { waitForLockWaits } from '#tests/support/lock_waits'
import { apiToken, createUser, joinTenant } from '#tests/support/users'
import { send } from '#tests/support/verifications'

/** A company with an owner, an administrator and an employee, who becomes an owner while `attempt` of the administrator waits. */
async function whileBecomingOwner(attempt: (path: string, token: string) => Promise<{ status: number }>) {
  const { tenant } = await createUser({ tenant: { role: 'owner' } })
  const [admin, employee] = [await createUser(), await createUser()]
  await joinTenant(admin.user, { role: 'admin', of: tenant })
  await joinTenant(employee.user, { role: 'user', of: tenant })
  const token = await apiToken(admin.user, tenant.id)
  const membership = { tenant_id: tenant.id, user_id: employee.user.id }
  let attempted: Promise<{ status: number }>
  await db.transaction(async (trx) => {
    await trx.from('tenants').where('id', tenant.id).forUpdate().select('id')
    attempted = attempt(`/api/v1/tenants/me/members/${employee.user.id}`, token)
    await waitForLockWaits(1)
    await trx.from('tenant_members').where(membership).update({ role: 'owner' })
  })
  return {
    status: (await attempted!).status,
    after: (await db.from('tenant_members').where(membership).first()) as { role: string } | null,
  }
}

test.group('Owners are owners’ business, also at the moment they become one', (group) => {
  group.each.setup(forgetCounts)

  test('an administrator neither demotes nor removes a new owner', async ({ assert }) => {
    const demoted = await whileBecomingOwner((path, token) => send('PATCH', path, { token, body: { role: 'viewer' } }))
    assert.deepEqual([demoted.status, demoted.after?.role], [403, 'owner'])
    const removed = await whileBecomingOwner((path, token) => send('DELETE', path, { token }))
    assert.deepEqual([removed.status, removed.after?.role], [403, 'owner'])
  })
})
