import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'

/** What outlasts a stolen access token or cookie: further tokens, keys, rights of further people. */
const BY_API: ['post' | 'put' | 'patch', string][] = [
  ['post', '/api/v1/tokens'],
  ['post', `/api/v1/tokens/${newId()}/rotate`],
  ['post', '/api/v1/users/me/public-keys'],
  ['post', `/api/v1/users/me/public-keys/${newId()}/rotate`],
  ['patch', `/api/v1/tenants/me/members/${newId()}`],
  ['post', '/api/v1/tenants/me/roles'],
  ['patch', `/api/v1/tenants/me/roles/${newId()}`],
  ['put', `/api/v1/tenants/me/roles/${newId()}/members/${newId()}`],
]
const BY_PAGE = [
  '/publisher/tokens',
  '/publisher/keys',
  `/account/members/${newId()}/role`,
  '/account/roles',
  `/account/roles/${newId()}`,
  `/account/roles/${newId()}/members`,
]

test.group('What outlasts a sign-in asks for a fresh proof', (group) => {
  group.each.setup(forgetCounts)

  test('by API: refused while the last proof is old, taken up when it is fresh', async ({ assert, client }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
    const token = await apiToken(user, tenant.id)
    const codes = async () => {
      const answers = BY_API.map(async ([method, path]) => (await client[method](path).bearerToken(token).json({})).body().error_code)
      return Promise.all(answers)
    }
    for (const code of await codes()) assert.notEqual(code, 'STEP_UP_REQUIRED')
    await db
      .from('refresh_families')
      .where('user_id', user.id)
      .update({ proved_at: new Date(Date.now() - 11 * 60_000) })
    for (const code of await codes()) assert.equal(code, 'STEP_UP_REQUIRED')
  })

  test('by page: a browser that signed in by itself is asked first', async ({ assert }) => {
    const person = await createUser({ tenant: { role: 'owner' } })
    const visitor = new Visitor()
    await visitor.open('/sign-in')
    await visitor.submit('/sign-in', { email: person.user.email, password: person.password, remember: '1' })
    const fresh = visitor.copy()
    visitor.cookies.delete('rialto_session')
    await visitor.open('/account/profile')
    await fresh.open('/account/profile')
    for (const path of BY_PAGE) {
      assert.match((await visitor.submit(path)).location ?? '', /^\/account\/confirm/, path)
      assert.notMatch((await fresh.submit(path)).location ?? '', /^\/account\/confirm/, path)
    }
  })
})
