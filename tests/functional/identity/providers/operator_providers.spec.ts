import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { RotateVault } from '#core/vault/rotate_vault'
import { ProviderSecrets } from '#identity/providers/provider_secrets'
import { forgetCounts } from '#tests/support/forget_counts'
import { LyingProvider } from '#tests/imitations/oidc_provider/lying_provider'
import { callbackPath, depart } from '#tests/support/provider_trips'
import { allowOutbound, forgetProviders, providerSlug, setUpProvider } from '#tests/support/providers'
import { apiToken, createUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import type { ApiClient } from '@japa/api-client'
import type { PlatformRole } from '#core/rights'

const PATH = '/api/v1/admin/identity-providers'
const SECRET = 'a very secret client secret'

const tokenOf = async (...platform: PlatformRole[]) => apiToken((await createUser({ platform })).user)
const body = (more: object = {}) => ({
  slug: providerSlug(),
  kind: 'github',
  name: 'GitHub',
  client_id: 'abc',
  client_secret: SECRET,
  ...more,
})
const add = async (client: ApiClient, more: object = {}) =>
  client
    .post(PATH)
    .bearerToken(await tokenOf('admin'))
    .json(body(more))

test.group('Operators set up providers to sign in with', (group) => {
  group.each.setup(async () => {
    await forgetCounts()
    await forgetProviders()
    return forgetProviders
  })

  test('an administrator adds, changes and removes one; the secret is sealed and never told', async ({ client, assert }) => {
    const added = await add(client)
    added.assertStatus(201)
    const { id, slug } = added.body() as { id: string; slug: string }
    assert.containsSubset(added.body(), { issuer: 'https://github.com', scopes: ['user:email'], enabled: false, has_client_secret: true })
    assert.match(added.body().redirect_uri as string, new RegExp(`/sign-in/with/${slug}/callback$`))
    const token = await tokenOf('superadmin')
    const changed = await client
      .patch(`${PATH}/${id}`)
      .bearerToken(token)
      .json({ enabled: true, email_domains: ['Example.TEST'] })
    changed.assertStatus(200)
    assert.containsSubset(changed.body(), { enabled: true, email_domains: ['example.test'], client_id: 'abc', has_client_secret: true })

    const secrets = await app.container.make(ProviderSecrets)
    assert.equal(await secrets.open(id), SECRET)
    const row = await db.from('identity_providers').where('id', id).firstOrFail()
    const audited = await db.from('audit_log').where('target_id', id)
    const listed = await client.get(PATH).bearerToken(token)
    const shown = JSON.stringify([added.body(), changed.body(), listed.body(), audited, { ...row, ciphertext: String(row.ciphertext) }])
    assert.notInclude(shown, SECRET)
    assert.lengthOf(audited, 2)

    await client.patch(`${PATH}/${id}`).bearerToken(token).json({ client_secret: null, enabled: false })
    assert.isNull(await secrets.open(id))
    ;(await client.delete(`${PATH}/${id}`).bearerToken(token)).assertStatus(204)
    ;(await client.get(`${PATH}/${id}`).bearerToken(token)).assertStatus(404)
  })

  test('nobody below an administrator sees or changes one', async ({ client }) => {
    const { id } = (await add(client)).body() as { id: string }
    for (const role of ['moderator', 'support', 'analyst', 'finance', 'user'] as const) {
      const token = await tokenOf(role)
      ;(await client.get(PATH).bearerToken(token)).assertStatus(403)
      ;(await client.post(PATH).bearerToken(token).json(body())).assertStatus(403)
      ;(await client.patch(`${PATH}/${id}`).bearerToken(token).json({ enabled: true })).assertStatus(403)
      ;(await client.delete(`${PATH}/${id}`).bearerToken(token)).assertStatus(403)
    }
    ;(await client.get(PATH)).assertStatus(401)
  })

  test('what cannot work is refused: no issuer, an issuer with a query, no secret, a name that is taken', async ({ client, assert }) => {
    const refusals: [object, string][] = [
      [{ kind: 'oidc' }, 'issuer'],
      [{ kind: 'oidc', issuer: 'https://accounts.example.com/?a=1' }, 'issuer'],
      [{ kind: 'oidc', issuer: 'https://me:secret@accounts.example.com' }, 'issuer'],
      [{ kind: 'oidc', issuer: 'javascript:alert(1)' }, 'issuer'],
      [{ enabled: true, client_secret: undefined }, 'client_secret'],
      [{ slug: 'No Slug' }, 'slug'],
      [{ email_domains: ['not a domain'] }, 'email_domains.0'],
      [{ scopes: ['a b'] }, 'scopes.0'],
    ]
    for (const [more, field] of refusals) {
      const refused = await add(client, more)
      refused.assertStatus(422)
      assert.equal(refused.body().details[0].field, field)
    }
    const { slug } = (await add(client)).body() as { slug: string }
    ;(await add(client, { slug })).assertStatus(409)
    const google = await add(client, { kind: 'google', issuer: 'https://evil.example', scopes: ['email'] })
    assert.containsSubset(google.body(), { issuer: 'https://accounts.google.com', scopes: ['openid', 'email'] })
  })

  test('a rotation of the vault finds the secrets', async ({ assert }) => {
    const { id } = await setUpProvider({ kind: 'github', client_secret: SECRET })
    const { keyId, failed } = await (await app.container.make(RotateVault)).handle()
    assert.notInclude(
      failed.map((row) => row.id),
      id
    )
    assert.equal((await db.from('identity_providers').where('id', id).firstOrFail()).key_id, keyId)
  })

  test('the page keeps the secret when its field is left empty, and shows it nowhere', async ({ assert }) => {
    const { user, password } = await createUser({ platform: ['superadmin'] })
    const visitor = new Visitor()
    await visitor.signIn(user.email, password)
    await visitor.open('/operator/identity-providers/new?kind=github')
    const slug = providerSlug()
    const form = {
      kind: 'github',
      slug,
      name: 'GitHub',
      issuer: 'https://github.com',
      client_id: 'abc',
      client_secret: SECRET,
      registration: 'open',
    }
    const { location } = await visitor.submit('/operator/identity-providers', form)
    const page = await visitor.open(location!)
    assert.include(page.text, `/sign-in/with/${slug}/callback`)
    assert.notInclude(page.text, SECRET)
    const changed = { ...form, client_secret: '', enabled: '1', email_domains: 'one.test\ntwo.test', scopes: 'user:email read:user' }
    await visitor.submit(location!, changed)
    const row = await db.from('identity_providers').where('slug', slug).firstOrFail()
    assert.containsSubset(row, { is_enabled: true, email_domains: ['one.test', 'two.test'], scopes: ['user:email', 'read:user'] })
    assert.equal(await (await app.container.make(ProviderSecrets)).open(row.id as string), SECRET)
    assert.include((await new Visitor().open('/sign-in')).text, `/sign-in/with/${slug}`)
    assert.include((await new Visitor().open('/sign-up?next=/cart')).text, `/sign-in/with/${slug}?next=%2Fcart`)

    await visitor.open(`${location!}/remove`)
    await visitor.submit(`${location!}/remove`)
    assert.notInclude((await new Visitor().open('/sign-in')).text, `/sign-in/with/${slug}`)
  })

  test('a check says whether the issuer can be reached', async ({ client, assert }) => {
    const issuer = new LyingProvider()
    await issuer.start()
    const restore = allowOutbound(issuer.issuer)
    const { id } = await setUpProvider({ kind: 'oidc', issuer: issuer.issuer })
    const token = await tokenOf('admin')
    const check = async () => (await client.post(`${PATH}/${id}/check`).bearerToken(token)).body()
    assert.deepEqual(await check(), { works: true, problem: null })
    issuer.metadata.issuer = 'https://other.example'
    assert.deepEqual(await check(), { works: false, problem: 'setup' })
    issuer.stop()
    assert.deepEqual(await check(), { works: false, problem: 'unreachable' })
    restore()
  })

  test('a provider for some domains admits only proved addresses in them; a closed one makes no accounts', async ({ assert }) => {
    const issuer = new LyingProvider()
    await issuer.start()
    const restore = allowOutbound(issuer.issuer)
    const oidc = { kind: 'oidc' as const, issuer: issuer.issuer }
    const some = await setUpProvider({ ...oidc, email_domains: ['acme.test'] })
    const arrive = async (claims: object, provider = some) => {
      const visitor = new Visitor()
      const { state, nonce } = await depart(visitor, provider)
      issuer.idToken = () => issuer.sign(issuer.idClaims(nonce, { ...claims }))
      return { visitor, answer: await visitor.open(callbackPath(provider, state)) }
    }
    assert.equal((await arrive({ email: 'anna@acme.test' })).answer.status, 302)
    assert.equal((await arrive({ email: 'anna@ACME.test' })).answer.status, 302)
    for (const email of ['anna@other.test', 'anna@acme.test.evil.test', 'anna@sub.acme.test', 'anna@acme.test@evil.test']) {
      assert.equal((await arrive({ email })).answer.status, 403, email)
    }
    assert.equal((await arrive({ email: 'anna@acme.test', email_verified: false })).answer.status, 403)

    const closed = await setUpProvider({ ...oidc, registration: 'closed' })
    const { visitor } = await arrive({}, closed)
    const page = await visitor.open('/sign-in/new-account')
    assert.include(page.text, 'New accounts cannot be made')
    await visitor.open('/sign-in')
    assert.equal((await visitor.submit('/sign-in/new-account', { full_name: 'Anna' })).status, 403)
    restore()
    issuer.stop()
  })
})
