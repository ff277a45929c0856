import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import PruneProofs from '#registry/trusted/jobs/prune_proofs'
import { IssuerKeys } from '#registry/trusted/issuer_keys'
import { systemActor } from '#core/actor'
import { Settings } from '#core/settings/settings'
import { OutboundHttp } from '#core/outbound/outbound_http'
import { trustedIssuers } from '#registry/trusted/settings'
import { buildAudience } from '#registry/trusted/verify_build'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, PASSWORD } from '#tests/support/users'
import { pluginName, publishBody } from '#tests/support/plugin_uploads'
import { programToken, teamPlugin } from '#tests/support/publishing'
import { OidcIssuer } from '#tests/imitations/oidc_issuer/oidc_issuer'
import { Visitor } from '#tests/support/visitor'
import type { ApiClient } from '@japa/api-client'

const PUBLISH = '/api/v1/plugins/publish'

let issuer: OidcIssuer
let team: Awaited<ReturnType<typeof teamPlugin>>

const trustIssuers = async (value: string) =>
  (await app.container.make(Settings)).set(systemActor('test'), 'registry.trusted_issuers', value)
const build = (more: object = {}) => ({ issuer: issuer.issuer, owner_id: '4242', repository: 'shop', workflow: 'release.yml', ...more })
const claims = (more: Record<string, unknown> = {}) => issuer.claims(buildAudience(), more)
const exchange = (client: ApiClient, token: string, plugin = team.name) =>
  client.post('/api/v1/trusted-publishing/exchange').json({ token, plugin })
const trust = async (client: ApiClient, body: object) =>
  client
    .post(`/api/v1/plugins/${team.name}/trusted-publishers`)
    .bearerToken(await apiToken(team.owner))
    .json(body)

test.group('Trusted publishing', (group) => {
  group.each.setup(async () => {
    await forgetCounts()
    issuer = new OidcIssuer()
    const port = await issuer.start()
    const { hostname: host } = new URL(issuer.issuer)
    app.container.swap(OutboundHttp, () => new OutboundHttp([{ host, port }]))
    IssuerKeys.clear()
    await trustIssuers(`github=${issuer.issuer}`)
    team = await teamPlugin()
    return async () => {
      app.container.restore(OutboundHttp)
      issuer.stop()
      await trustIssuers(trustedIssuers.default)
    }
  })

  test('a build that proves who it is gets a short token for that plugin and publishes with its provenance', async ({ client, assert }) => {
    ;(await trust(client, build())).assertStatus(201)
    const given = await exchange(client, await issuer.sign(claims()))
    given.assertStatus(200)
    assert.containsSubset(given.body(), { plugin: team.name, scopes: ['publish-update'] })
    assert.closeTo(Date.parse(given.body().expires_at), Date.now() + 15 * 60_000, 5 * 60_000)
    const { token } = given.body()

    const published = await client
      .post(PUBLISH)
      .bearerToken(token)
      .json(publishBody({ name: team.name, version: '1.1.0' }))
    published.assertStatus(200)
    const version = await db.from('plugin_versions').where('id', published.body().version_id).firstOrFail()
    assert.equal(version.publish_method, 'trusted')
    assert.equal(version.published_by, team.owner.id)
    assert.containsSubset(version.provenance, { repository: 'octo/shop', owner_id: '4242', run_id: '77', sha: 'a'.repeat(40) })

    const foreign = await teamPlugin()
    await db.table('plugin_owners').insert({ plugin_id: await idOf(foreign.name), user_id: team.owner.id, role: 'owner' })
    const other = client.post(PUBLISH).bearerToken(token)
    ;(await other.json(publishBody({ name: foreign.name, version: '1.1.0' }))).assertStatus(403)
    ;(
      await client
        .post(PUBLISH)
        .bearerToken(token)
        .json(publishBody({ name: pluginName() }))
    ).assertStatus(403)
    ;(await client.delete(`/api/v1/plugins/${team.name}/versions/1.0.0/yank`).bearerToken(token)).assertStatus(403)
    await db
      .from('api_tokens')
      .where('kind', 'trusted')
      .update({ expires_at: new Date(Date.now() - 1_000) })
    ;(await client.post(PUBLISH).bearerToken(token).json({})).assertStatus(401)
  })

  const now = () => Math.floor(Date.now() / 1_000)
  const faults: [string, string, () => Promise<string> | string][] = [
    ['for another audience', 'audience', () => issuer.sign(issuer.claims('somebody.else'))],
    ['expired', 'expired', () => issuer.sign(claims({ exp: now() - 60 }))],
    ['not good yet', 'expired', () => issuer.sign(claims({ nbf: now() + 300 }))],
    ['made long ago', 'expired', () => issuer.sign(claims({ iat: now() - 7_200, exp: now() + 300 }))],
    ['of an owner who has the name now', 'mismatch', () => issuer.sign(claims({ repository_owner_id: '6666' }))],
    [
      'of another repository',
      'mismatch',
      () => issuer.sign(claims({ repository: 'octo/other', workflow_ref: 'octo/other/.github/workflows/release.yml@x' })),
    ],
    [
      'of another workflow',
      'mismatch',
      () => issuer.sign(claims({ workflow_ref: 'octo/shop/.github/workflows/test.yml@refs/heads/main' })),
    ],
    [
      'of a shared workflow elsewhere',
      'claims',
      () => issuer.sign(claims({ workflow_ref: 'evil/shop/.github/workflows/release.yml@refs/heads/main' })),
    ],
    ['of a build that runs what strangers wrote', 'event', () => issuer.sign(claims({ event_name: 'pull_request_target' }))],
    ['with a name in place of the number', 'claims', () => issuer.sign(claims({ repository_owner_id: 'octo' }))],
    ['without an id of its own', 'claims', () => issuer.sign(claims({ jti: undefined }))],
    ['unsigned', 'signature', () => issuer.unsigned(claims())],
    ['signed with the public key as a secret', 'signature', () => issuer.confused(claims())],
    ['signed by somebody else', 'signature', () => issuer.forge(claims())],
    [
      'altered',
      'signature',
      async () => (await issuer.sign(claims())).replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify(claims())).toString('base64url')}.`),
    ],
    ['of an issuer nobody trusts', 'issuer', () => issuer.sign(claims({ iss: 'https://evil.example.test' }))],
    ['that is none', 'malformed', () => 'a.b.c'],
  ]

  test('a proof with any fault is refused, and one without is taken', async ({ client, assert }) => {
    await trust(client, build())
    for (const [what, rule, token] of faults) {
      const refused = await exchange(client, await token())
      assert.equal(refused.status(), 403, what)
      assert.containsSubset(refused.body(), { error_code: 'TRUSTED_PUBLISHING_REFUSED', details: [{ field: 'token', rule }] }, what)
    }
    assert.lengthOf(await db.from('api_tokens').where({ kind: 'trusted', user_id: team.owner.id }), 0)
    ;(await exchange(client, await issuer.sign(claims({ exp: now() - 20 })))).assertStatus(200)
    ;(await exchange(client, await issuer.sign(claims({ nbf: now() + 20 })))).assertStatus(200)
  })

  test('a proof is taken once, also of many at once, and remembered past the leeway', async ({ client, assert }) => {
    await trust(client, build())
    const token = await issuer.sign(claims({ exp: now() + 5 }))
    const replies = await Promise.all(Array.from({ length: 6 }, () => exchange(client, token)))
    assert.deepEqual(replies.map((reply) => reply.status()).sort(), [200, 403, 403, 403, 403, 403])
    await new PruneProofs().handle()
    const again = await exchange(client, token)
    again.assertBodyContains({ details: [{ rule: 'replayed' }] })
    const [{ n }] = await db
      .from('oidc_jtis')
      .where('expires_at', '>', new Date(Date.now() + 35_000))
      .count('* as n')
    assert.isAbove(Number(n), 0)
  })

  test('a refused proof is not used up: the build that it is for may still come', async ({ client }) => {
    const token = await issuer.sign(claims())
    ;(await exchange(client, token)).assertStatus(403)
    await trust(client, build())
    ;(await exchange(client, token)).assertStatus(200)
  })

  test('an owner who changed their name, and the environment, where one is named', async ({ client }) => {
    await trust(client, build({ environment: 'production' }))
    const renamed = { repository: 'octopus/shop', workflow_ref: 'octopus/shop/.github/workflows/release.yml@refs/heads/main' }
    ;(await exchange(client, await issuer.sign(claims({ ...renamed, environment: 'production' })))).assertStatus(200)
    ;(await exchange(client, await issuer.sign(claims({ environment: 'staging' })))).assertStatus(403)
    ;(await exchange(client, await issuer.sign(claims()))).assertStatus(403)
  })

  test('keys are read once for many, and anew when the issuer signs with another', async ({ client, assert }) => {
    await trust(client, build())
    for (const _ of [1, 2, 3]) (await exchange(client, await issuer.sign(claims()))).assertStatus(200)
    assert.equal(issuer.reads, 1)
    await issuer.rotate('ES256')
    ;(await exchange(client, await issuer.sign(claims()))).assertStatus(403)
    assert.equal(issuer.reads, 1)
    const { againMs } = IssuerKeys
    IssuerKeys.againMs = 0
    ;(await exchange(client, await issuer.sign(claims()))).assertStatus(200)
    assert.equal(issuer.reads, 2)
    IssuerKeys.againMs = againMs
  })

  test('a self-hosted provider of the other kind is understood as well', async ({ client }) => {
    await trustIssuers(`gitlab=${issuer.issuer}`)
    ;(await trust(client, build({ workflow: '.gitlab-ci.yml', owner_id: '72' }))).assertStatus(201)
    const gitlab = { namespace_id: '72', project_path: 'group/sub/shop', event_name: undefined }
    const config = (path: string) => ({ ci_config_ref_uri: `git.example.test/${path}//.gitlab-ci.yml@refs/heads/main` })
    ;(await exchange(client, await issuer.sign(claims({ ...gitlab, ...config('group/sub/shop') })))).assertStatus(200)
    ;(await exchange(client, await issuer.sign(claims({ ...gitlab, ...config('evil/shop') })))).assertStatus(403)
    ;(await exchange(client, await issuer.sign(claims({ ...gitlab, namespace_id: '73', ...config('group/sub/shop') })))).assertStatus(403)
  })

  test('the trust of an owner ends with the role; only owners, and tokens made for it, trust builds', async ({ client, assert }) => {
    const path = `/api/v1/plugins/${team.name}/trusted-publishers`
    for (const [user, status] of [
      [team.maintainer, 403],
      [team.publisher, 403],
      [team.stranger, 404],
    ] as const) {
      ;(
        await client
          .post(path)
          .bearerToken(await apiToken(user))
          .json(build())
      ).assertStatus(status)
    }
    const { secret } = await programToken(team.owner, { scopes: ['trusted-publishing'] })
    const added = await client.post(path).bearerToken(secret).json(build())
    added.assertStatus(201)
    ;(await trust(client, build())).assertStatus(409)
    ;(await trust(client, build({ issuer: 'https://evil.example.test' }))).assertStatus(422)
    ;(await exchange(client, await issuer.sign(claims()))).assertStatus(200)
    await db.from('plugin_owners').where('user_id', team.owner.id).update({ role: 'maintainer' })
    ;(await exchange(client, await issuer.sign(claims()))).assertStatus(403)
    await db.from('plugin_owners').where('user_id', team.owner.id).update({ role: 'owner' })
    ;(await client.delete(`${path}/${added.body().id}`).bearerToken(secret)).assertStatus(204)
    ;(await exchange(client, await issuer.sign(claims()))).assertStatus(403)
    assert.lengthOf((await client.get(path).bearerToken(secret)).body().publishers, 0)
  })

  test('where versions come from trusted builds only, owners and their tokens publish none', async ({ client }) => {
    await trust(client, build())
    const owner = await apiToken(team.owner)
    ;(await client.patch(`/api/v1/plugins/${team.name}/publishing`).bearerToken(owner).json({ trusted_only: true })).assertStatus(200)
    const publish = (token: string, version: string) =>
      client
        .post(PUBLISH)
        .bearerToken(token)
        .json(publishBody({ name: team.name, version }))
    ;(await publish(owner, '1.1.0')).assertStatus(403)
    const refused = await publish((await programToken(team.owner)).secret, '1.1.0')
    refused.assertBodyContains({ error_code: 'TRUSTED_PUBLISHING_ONLY' })
    const { token } = (await exchange(client, await issuer.sign(claims()))).body()
    ;(await publish(token, '1.1.0')).assertStatus(200)
  })

  test('builds are trusted and forgotten by page', async ({ client, assert }) => {
    const id = await idOf(team.name)
    const browser = new Visitor()
    await browser.signIn(team.owner.email, PASSWORD)
    assert.include((await browser.open(`/publisher/plugins/${id}/trusted`)).text, buildAudience())
    await browser.submit(`/publisher/plugins/${id}/trusted`, { ...build(), environment: '' })
    const { id: publisher } = await db.from('trusted_publishers').where('plugin_id', id).firstOrFail()
    ;(await exchange(client, await issuer.sign(claims()))).assertStatus(200)
    assert.include((await browser.open(`/publisher/plugins/${id}/trusted`)).text, 'release.yml')
    await browser.submit(`/publisher/plugins/${id}/trusted/${publisher}/remove`)
    assert.isNull(await db.from('trusted_publishers').where('plugin_id', id).first())
  })
})

const idOf = async (name: string) => (await db.from('plugins').where('name', name).firstOrFail()).id as string
