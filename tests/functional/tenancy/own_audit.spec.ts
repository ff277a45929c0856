import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { Audit } from '#core/audit/audit'
import { newId } from '#core/ids'
import { apiToken, createUser, joinTenant, type TestUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import type Tenant from '#tenancy/models/tenant'
import type User from '#identity/models/user'

const PATH = '/api/v1/tenants/me/audit'

type Row = {
  id: string
  action: string
  actor_id: string | null
  actor_name: string | null
  ip: string | null
  reason: string | null
  after: unknown
}

const actorOf = (user: User) => ({
  ...{ kind: 'user' as const, userId: user.id, tenantId: null, tokenId: null, ip: '192.0.2.7', requestId: 'request-1', label: user.email },
})

const record = (tenantId: string, user: User, action: string) =>
  db.transaction((trx) =>
    new Audit().record(trx, {
      ...{ actor: actorOf(user), action, tenantId, target: { type: 'thing', id: newId() }, reason: 'As agreed', after: { amount: 1 } },
    })
  )

test.group("A company's own audit log", (group) => {
  let owner: TestUser<Tenant>
  let token: string
  let staff: User
  group.setup(async () => {
    owner = await createUser({ tenant: { role: 'owner' } })
    token = await apiToken(owner.user, owner.tenant.id)
    staff = (await createUser({ platform: ['moderator'] })).user
    const other = await createUser({ tenant: { role: 'owner' } })
    await record(owner.tenant.id, owner.user, 'test.by_owner')
    await record(owner.tenant.id, staff, 'test.by_staff')
    await record(other.tenant.id, other.user, 'test.elsewhere')
    for (let at = 0; at < 5; at++) await record(owner.tenant.id, owner.user, 'test.paged')
  })

  const get = async (client: ApiClient, query = '', bearer = token) => client.get(`${PATH}${query}`).bearerToken(bearer)

  test('is narrowed by the names of what companies do; what only the platform does is not offered', async ({ assert }) => {
    const visitor = new Visitor()
    await visitor.signIn(owner.user.email, owner.password)
    const { text } = await visitor.open('/account/audit?action=tenancy.member_removed&target_type=product')
    assert.match(text, /<option value="tenancy\.member_removed" selected>[^<]*[^<.]</)
    assert.include(text, '<option value="product" selected>Product</option>')
    assert.notInclude(text, 'value="identity.signing_key_rotated"')
    const other = await visitor.open('/account/audit?action=test.by_owner')
    assert.include(other.text, '<option value="test.by_owner" selected>test.by_owner</option>')
  })

  test('has what happened in it, and nothing of another company', async ({ client, assert }) => {
    const response = await get(client)
    response.assertStatus(200)
    const actions = (response.body().data as Row[]).map(({ action }) => action)
    assert.includeMembers(actions, ['test.by_owner', 'test.by_staff'])
    assert.notInclude(actions, 'test.elsewhere')
  })

  test('names its own people whole; of others it tells that and when, not who, where and why', async ({ client, assert }) => {
    const [own] = (await get(client, '?action=test.by_owner')).body().data as Row[]
    assert.include(own, { actor_id: owner.user.id, actor_name: owner.user.fullName, ip: '192.0.2.7', reason: 'As agreed' })
    assert.deepEqual(own.after, { amount: 1 })
    const response = await get(client, '?action=test.by_staff')
    const [foreign] = response.body().data as Row[]
    assert.include(foreign, { action: 'test.by_staff', actor_id: null, actor_name: null, ip: null, reason: null, after: null })
    for (const secret of [staff.id, staff.email, staff.fullName, '192.0.2.7']) assert.notInclude(JSON.stringify(response.body()), secret)
    assert.lengthOf((await get(client, `?actor_id=${staff.id}`)).body().data, 0)
    assert.isNotEmpty((await get(client, `?actor_id=${owner.user.id}`)).body().data)
  })

  test('pages follow each other in either order without a gap or a repeat', async ({ client, assert }) => {
    for (const sort of ['at', '-at']) {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const { data, meta } = (await get(client, `?action=test.paged&limit=2&sort=${sort}${cursor ? `&cursor=${cursor}` : ''}`)).body()
        seen.push(...(data as Row[]).map(({ id }) => id))
        cursor = meta.next_cursor as string | null
      } while (cursor)
      assert.lengthOf(new Set(seen), 5)
      assert.lengthOf(seen, 5)
    }
  })

  test('time narrows; what makes no sense is refused by its name', async ({ client, assert }) => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
    assert.lengthOf((await get(client, `?since=${tomorrow}`)).body().data, 0)
    assert.isNotEmpty((await get(client, `?until=${tomorrow}`)).body().data)
    for (const query of ['since=soon', 'sort=action', 'actor_id=x', 'limit=1000', 'cursor=x']) {
      const response = await get(client, `?${query}`)
      response.assertStatus(422)
      assert.equal(response.body().details[0].field, query.split('=')[0])
    }
  })

  test('is for owners and admins, by page and by API; not for other members, not for guests', async ({ client, assert }) => {
    for (const role of ['owner', 'admin', 'user', 'viewer'] as const) {
      const { user, password } = await createUser()
      await joinTenant(user, { role, of: owner.tenant })
      const may = role === 'owner' || role === 'admin'
      assert.equal((await get(client, '', await apiToken(user, owner.tenant.id))).status(), may ? 200 : 403)
      const visitor = new Visitor()
      await visitor.signIn(user.email, password)
      const { status, text } = await visitor.open('/account/audit?action=test.by_')
      assert.equal(status, may ? 200 : 403)
      if (may) {
        assert.include(text, 'test.by_owner')
        assert.notInclude(text, staff.email)
        const file = await visitor.open('/account/audit?export=jsonl')
        assert.include(file.headers.get('content-type') ?? '', 'application/jsonl')
        const lines = file.text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as Row)
        assert.includeMembers(
          lines.map(({ action }) => action),
          ['test.by_owner', 'test.by_staff']
        )
        assert.notInclude(file.text, staff.email)
        assert.notInclude(file.text, 'test.elsewhere')
      }
    }
    ;(await client.get(PATH)).assertStatus(401)
  })
})
