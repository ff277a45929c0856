import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import { Settings } from '#core/settings/settings'
import { hashServiceSecret, isServiceSecret, newServiceSecret } from '#identity/service_tokens/service_secret'
import { serviceTokenUses } from '#identity/service_tokens/service_token_uses'
import ServiceTokenCreate from '#commands/service_token_create'
import ServiceTokenList from '#commands/service_token_list'
import ServiceTokenRevoke from '#commands/service_token_revoke'
import { forgetCounts } from '#tests/support/forget_counts'
import { aceJson } from '#tests/support/ace'
import { apiToken, createUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import { steadyStatements } from '#tests/support/statements'
import { call, OWN, ownerOfCompany, terms, tokenOf } from './support/machines.js'

test.group('Care of service tokens', (group) => {
  group.each.setup(forgetCounts)

  test('tell what they were used for, by day, operation and address', async ({ assert }) => {
    const owner = await ownerOfCompany()
    const { id, secret, session } = await tokenOf(owner)
    for (let i = 0; i < 3; i++) await call('GET', '/api/v1/seller/products', { token: secret })
    await call('GET', `/api/v1/seller/products/${newId()}`, { token: secret })
    await serviceTokenUses.flush()
    await call('GET', '/api/v1/seller/products', { token: secret })
    await serviceTokenUses.flush()
    const { json } = await call('GET', `${OWN}/${id}/uses`, { token: session })
    const uses = json.data as unknown as { operation: string; requests: number; ip: string }[]
    assert.deepEqual(uses.map(({ operation, requests }) => [operation, requests]).toSorted(), [
      ['listOwnProducts', 4],
      ['showOwnProduct', 1],
    ])
    const shown = await call('GET', `${OWN}/${id}`, { token: session })
    assert.match(shown.json.last_used_ip, /^(127\.0\.0\.1|::1)$/)
    assert.exists(shown.json.last_used_at)
  })

  test('guesses ask the database nothing, good tokens one question more than a sign-in', async ({ assert }) => {
    const owner = await ownerOfCompany()
    const { secret, session } = await tokenOf(owner)
    const path = '/api/v1/seller/products'
    await call('GET', path, { token: secret })
    const statements = async (token: string) => (await steadyStatements(() => call('GET', path, { token }))).length
    const [guess, program, person] = [
      await statements(newServiceSecret().secret.replace(/.$/, '_')),
      await statements(secret),
      await statements(session),
    ]
    assert.equal(guess, 0)
    assert.equal(program, person + 1)
  })

  test('no more are made than there is room for, however many ask at once', async ({ assert }) => {
    const settings = await app.container.make(Settings)
    await settings.set(systemActor('test'), 'identity.service_tokens_max', 3)
    try {
      const owner = await ownerOfCompany()
      const token = await apiToken(owner.user)
      const answers = await Promise.all(Array.from({ length: 8 }, () => call('POST', OWN, { token, body: terms })))
      assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 201, 201, 409, 409, 409, 409, 409])
    } finally {
      await settings.set(systemActor('test'), 'identity.service_tokens_max', 50)
    }
  })

  test('by page: made, shown once, rotated and revoked', async ({ assert }) => {
    const owner = await ownerOfCompany()
    const visitor = new Visitor()
    await visitor.signIn(owner.user.email, owner.password)
    await visitor.open('/account/service-tokens/new')
    const made = await visitor.submit('/account/service-tokens', {
      'name': 'Warehouse',
      'scopes[]': 'catalog:read',
      'expires_in_days': '30',
    })
    const [secret] = /rls_[0-9A-Za-z]{49}/.exec(made.text) ?? []
    assert.isTrue(isServiceSecret(secret ?? ''))
    assert.equal(made.headers.get('cache-control'), 'no-store')
    const { id } = await db.from('service_tokens').where('hash', hashServiceSecret(secret!)).firstOrFail()
    const page = await visitor.open(`/account/service-tokens/${id}`)
    assert.equal(page.status, 200)
    assert.notInclude(page.text, secret!)
    await visitor.open(`/account/service-tokens/${id}/revoke`)
    assert.equal((await visitor.submit(`/account/service-tokens/${id}/revoke`)).status, 302)
    assert.exists((await db.from('service_tokens').where('id', id).firstOrFail()).revoked_at)

    const member = await createUser({ tenant: { role: 'user', of: owner.tenant } })
    const other = new Visitor()
    await other.signIn(member.user.email, member.password)
    assert.equal((await other.open('/account/service-tokens')).status, 403)
  })

  test('by command: made for a company or the platform, listed, revoked', async ({ assert }) => {
    const owner = await ownerOfCompany()
    const made = await aceJson(
      ServiceTokenCreate,
      owner.user.email,
      'Import',
      '--scope=catalog:write',
      `--company=${owner.tenant.slug}`,
      '--days=5'
    )
    assert.equal(made.code, 0)
    assert.equal((await call('GET', '/api/v1/seller/products', { token: made.token as string })).status, 200)
    const { tokens } = (await aceJson(ServiceTokenList, `--company=${owner.tenant.slug}`)) as unknown as { tokens: { id: string }[] }
    assert.deepEqual(
      tokens.map(({ id }) => id),
      [made.id]
    )
    assert.equal((await aceJson(ServiceTokenRevoke, made.id as string, `--company=${owner.tenant.slug}`)).code, 0)
    assert.equal((await call('GET', '/api/v1/seller/products', { token: made.token as string })).status, 401)
    const refused = await aceJson(ServiceTokenCreate, owner.user.email, 'Reports', '--scope=analytics:read')
    assert.containsSubset(refused, { code: 1, error_code: 'PERMISSION_DENIED' })
  })
})
