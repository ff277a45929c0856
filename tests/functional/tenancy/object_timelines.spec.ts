import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { PlaceOrder } from '#orders/actions/place_order'
import app from '@adonisjs/core/services/app'
import { checkoutInput, createShop } from '#tests/support/orders'
import { createUser, joinTenant, type TestUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import type Tenant from '#tenancy/models/tenant'
import type User from '#identity/models/user'

const TITLE = 'test.timeline_told'

const actorOf = (user: User) => ({
  ...{ kind: 'user' as const, userId: user.id, tenantId: null, tokenId: null, ip: '192.0.2.7', requestId: null, label: user.email },
})

type Act = { by: User; tenantId: string | null; action?: string }

const record = (target: { type: string; id: string }, { by, tenantId, action = TITLE }: Act) =>
  db.transaction((trx) => new Audit().record(trx, { actor: actorOf(by), action, tenantId, target, reason: `Reason of ${action}` }))

async function enter({ user, password }: Pick<TestUser, 'user' | 'password'>) {
  const visitor = new Visitor()
  await visitor.signIn(user.email, password)
  return visitor
}

async function member(of: Tenant, role: 'admin' | 'user') {
  const person = await createUser()
  await joinTenant(person.user, { role, of })
  return person
}

test.group('What was done to one thing', (group) => {
  let owner: TestUser<Tenant>
  let staff: User
  group.setup(async () => {
    owner = await createUser({ tenant: { role: 'owner' } })
    staff = (await createUser({ platform: ['moderator'] })).user
  })

  test('stands on the page of a user and of a company; the way to the log is for those who may read it', async ({ assert }) => {
    await record({ type: 'user', id: owner.user.id }, { by: staff, tenantId: null })
    await record({ type: 'tenant', id: owner.tenant.id }, { by: staff, tenantId: null })
    const admin = await enter(await createUser({ platform: ['admin'] }))
    const support = await enter(await createUser({ platform: ['support'] }))
    const pages = { user: `/operator/users/${owner.user.id}`, tenant: `/operator/tenants/${owner.tenant.id}` }
    for (const [type, path] of Object.entries(pages)) {
      for (const reader of [admin, support]) {
        const { status, text } = await reader.open(path)
        assert.equal(status, 200)
        for (const told of [TITLE, `Reason of ${TITLE}`, staff.email]) assert.include(text, told, path)
        assert[reader === admin ? 'include' : 'notInclude'](text, `/operator/audit?target_type=${type}`, path)
        assert[reader === admin ? 'match' : 'notMatch'](text, /href="\/operator\/audit\/[\da-f-]{36}"/, path)
      }
    }
  })

  test('stands on a member’s page for owners and admins, without what the platform knows; other members see the member alone', async ({
    assert,
  }) => {
    const { user } = await member(owner.tenant, 'user')
    await record({ type: 'user', id: user.id }, { by: owner.user, tenantId: owner.tenant.id })
    await record({ type: 'user', id: user.id }, { by: staff, tenantId: owner.tenant.id, action: 'test.by_staff' })
    await record({ type: 'user', id: user.id }, { by: staff, tenantId: null, action: 'test.of_the_platform' })
    const path = `/account/members/${user.id}`
    for (const reader of [await enter(owner), await enter(await member(owner.tenant, 'admin'))]) {
      const { text } = await reader.open(path)
      for (const told of [TITLE, `Reason of ${TITLE}`, owner.user.email, 'test.by_staff']) assert.include(text, told)
      for (const secret of [staff.email, 'Reason of test.by_staff', 'test.of_the_platform']) assert.notInclude(text, secret)
      assert.include(text, `/account/audit?target_type=user&amp;target_id=${user.id}`)
    }
    const colleague = await (await enter(await member(owner.tenant, 'user'))).open(path)
    assert.include(colleague.text, user.email)
    assert.notInclude(colleague.text, TITLE)
    assert.notInclude(colleague.text, '/account/audit')
    const stranger = await enter(await createUser({ tenant: { role: 'owner' } }))
    assert.equal((await stranger.open(path)).status, 404)
  })

  test('stands on an order’s page for those who read the company’s log, and not for who only fulfils', async ({ assert }) => {
    const [product] = (await createShop()).products
    const buyer = await createUser()
    await (await app.container.make(PlaceOrder)).handle(checkoutInput(buyer.user.id, [{ product }]))
    const order = (await db.from('orders').where('buyer_id', buyer.user.id).firstOrFail()) as { id: string; tenant_id: string }
    await record({ type: 'order', id: order.id }, { by: buyer.user, tenantId: order.tenant_id })
    const tenant = { id: order.tenant_id } as Tenant
    const { text } = await (await enter(await member(tenant, 'admin'))).open(`/seller/orders/${order.id}`)
    assert.include(text, TITLE)
    assert.notInclude(text, `Reason of ${TITLE}`)
    const fulfils = await (await enter(await member(tenant, 'user'))).open(`/seller/orders/${order.id}`)
    assert.equal(fulfils.status, 200)
    assert.notInclude(fulfils.text, TITLE)
  })
})
