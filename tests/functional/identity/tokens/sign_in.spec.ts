import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { forgetCounts } from '#tests/support/forget_counts'
import { codeOf, giveTotp } from '#tests/support/second_factors'
import { createUser, joinTenant } from '#tests/support/users'
import { statementsOf } from '#tests/support/statements'
import { statusOf } from './support/forge.js'
import { call } from './support/machines.js'

const LOGIN = '/api/v1/auth/login'
const REGISTER = '/api/v1/auth/register'
const SHAPE = [
  ...['token', 'access_token', 'refresh_token', 'token_type', 'expires_in'],
  ...['access_token_expires_at', 'refresh_token_expires_at', 'user_id', 'username'],
]

const registration = () => ({
  email: `new-${newId()}@example.test`,
  password: 'a long enough password',
  username: `u-${newId().slice(-12)}`,
  company_name: `Company ${newId()}`,
})

/** What there is of a registration. */
async function tracesOf({ email, company_name: company }: ReturnType<typeof registration>) {
  const user = await db.from('users').where('email', email).first()
  const tenant = await db.from('tenants').where('name', company).first()
  const families = await sqlRows(db, `select f.id from refresh_families f join users u on u.id = f.user_id where u.email = ?`, [email])
  return [user, tenant, ...families].filter(Boolean).length
}

test.group('Sign-in by API', (group) => {
  group.each.setup(forgetCounts)

  test('register, login and refresh answer the same names, times in unix seconds', async ({ assert }) => {
    const body = registration()
    const registered = await call('POST', REGISTER, { body })
    const login = await call('POST', LOGIN, { body: { email: body.email, password: body.password } })
    const refreshed = await call('POST', '/api/v1/auth/refresh', { body: { refresh_token: login.json.refresh_token } })
    assert.deepEqual([registered.status, login.status, refreshed.status], [201, 200, 200])
    for (const { json } of [registered, login, refreshed]) {
      assert.sameMembers(Object.keys(json), SHAPE)
      assert.equal(json.token, json.access_token)
      assert.equal(json.username, body.username)
      const seconds = Math.floor(Date.now() / 1000)
      assert.approximately(Number(json.access_token_expires_at), seconds + 900, 60)
      assert.approximately(Number(json.refresh_token_expires_at), seconds + 30 * 86_400, 60)
      assert.equal(await statusOf(json.access_token), 200)
    }
  })

  test('a second factor: without a code told so, wrong refused, an authenticator or recovery code once', async ({ assert }) => {
    const person = await createUser()
    const { seed, recovery } = await giveTotp(person)
    const { email } = person.user
    const signIn = (code?: string, password = person.password) =>
      call('POST', LOGIN, { body: { email, password, ...(code === undefined ? {} : { two_factor_code: code }) } })
    const said = async (code?: string, password?: string) => {
      const { status, json } = await signIn(code, password)
      return `${status} ${json.error_code ?? ''}`.trim()
    }

    assert.equal(await said(), '401 TWO_FACTOR_REQUIRED')
    assert.equal(await said(''), '401 TWO_FACTOR_REQUIRED')
    assert.equal(await said(undefined, 'not the password'), '401 INVALID_CREDENTIALS')
    assert.equal(await said(codeOf(seed), 'not the password'), '401 INVALID_CREDENTIALS')
    assert.equal(await said(codeOf(seed, 50)), '401 INVALID_CREDENTIALS')
    const code = codeOf(seed)
    assert.equal(await said(code), '200')
    assert.equal(await said(code), '401 INVALID_CREDENTIALS')
    assert.equal(await said(`${code.slice(0, 3)} ${code.slice(3)}`), '401 INVALID_CREDENTIALS')
    assert.equal(await said(recovery[0]), '200')
    assert.equal(await said(recovery[0]), '401 INVALID_CREDENTIALS')
    const { after } = (await db.from('audit_log').where({ action: 'identity.signed_in', target_id: person.user.id }).firstOrFail()) as {
      after: { methods: string[] }
    }
    assert.deepEqual(after.methods, ['password', 'second_factor'])
  })

  test('a code sent many times at once opens one door', async ({ assert }) => {
    const person = await createUser()
    const { seed } = await giveTotp(person)
    const body = { email: person.user.email, password: person.password, two_factor_code: codeOf(seed) }
    const answers = await Promise.all(Array.from({ length: 8 }, () => call('POST', LOGIN, { body })))
    assert.lengthOf(
      answers.filter(({ status }) => status === 200),
      1
    )
  })

  test('a token ends with the block, the sign-in, the logout on any surface and the company', async ({ assert }) => {
    const people = await Promise.all(['blocked', 'revoked', 'logged out', 'left'].map(() => createUser({ tenant: { role: 'user' } })))
    const tokens: string[] = []
    for (const { user, password } of people) {
      const { json } = await call('POST', LOGIN, { body: { email: user.email, password } })
      tokens.push(json.access_token)
    }
    for (const token of tokens) assert.equal(await statusOf(token), 200)
    const [blocked, revoked, loggedOut, left] = people

    await db.from('users').where('id', blocked.user.id).update({ status: 'blocked', blocked_at: new Date(), block_reason: 'test' })
    await db.from('refresh_families').where('user_id', revoked.user.id).update({ revoked_at: new Date(), revoked_reason: 'test' })
    const merchant = await call('POST', '/api/v1/merchant/auth/token', {
      body: { email: loggedOut.user.email, password: loggedOut.password },
    })
    assert.equal((await call('POST', '/api/v1/merchant/auth/logout', { token: merchant.json.access_token })).status, 204)
    await joinTenant(left.user, { role: 'owner' })
    await db.from('tenant_members').where({ user_id: left.user.id, tenant_id: left.tenant!.id }).delete()
    for (const token of tokens) assert.equal(await statusOf(token), 401)
  })

  test('a registration that fails at any of its writes leaves nothing', async ({ assert }) => {
    const first = registration()
    const statements = await statementsOf(() => call('POST', REGISTER, { body: first }))
    assert.equal(await tracesOf(first), 3)
    const tables = new Set(statements.flatMap((sql) => [...sql.matchAll(/\binsert into "?(\w+)"?/gi)].map(([, table]) => table)))
    assert.includeMembers([...tables], ['users', 'tenants', 'tenant_members', 'refresh_families', 'refresh_tokens', 'audit_log', 'outbox'])

    await db.rawQuery(`create or replace function test_registration_fault() returns trigger language plpgsql as
      $$ begin raise exception 'a fault for the test'; end $$`)
    for (const table of tables) {
      await db.rawQuery(`create trigger test_fault before insert on ${table} for each row execute function test_registration_fault()`)
      const body = registration()
      try {
        assert.equal((await call('POST', REGISTER, { body })).status, 500, table)
      } finally {
        await db.rawQuery(`drop trigger test_fault on ${table}`)
      }
      assert.equal(await tracesOf(body), 0, table)
      // Nothing stands in the way of a second attempt.
      if (table === 'refresh_tokens') assert.equal((await call('POST', REGISTER, { body })).status, 201)
    }
    await db.rawQuery('drop function test_registration_fault()')
  })

  test('of registrations at once with one address one is made, whole', async ({ assert }) => {
    const body = registration()
    const answers = await Promise.all(Array.from({ length: 6 }, () => call('POST', REGISTER, { body })))
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 422, 422, 422, 422, 422])
    assert.equal(await tracesOf(body), 3)
  })
})
