import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import PublishRelease from '#registry/github/jobs/publish_release'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import { Settings } from '#core/settings/settings'
import { OutboundHttp } from '#core/outbound/outbound_http'
import { githubUrl } from '#registry/github/settings'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken } from '#tests/support/users'
import { pluginManifest, pluginModule } from '#tests/support/plugin_uploads'
import { lastEvent, programToken, teamPlugin } from '#tests/support/publishing'
import { GithubImitation, signedNotice } from '#tests/imitations/github/github'
import type { ApiClient } from '@japa/api-client'

let github: GithubImitation
let team: Awaited<ReturnType<typeof teamPlugin>>
let salt = 500

const settle = async (value: string) => (await app.container.make(Settings)).set(systemActor('test'), githubUrl.key, value)
const link = async (client: ApiClient, token: string, repository = 'octo/shop') =>
  client.put(`/api/v1/plugins/${team.name}/repository`).bearerToken(token).json({ repository })
const linked = async (client: ApiClient) => {
  const made = await link(client, await apiToken(team.owner))
  made.assertStatus(200)
  return made.body() as { id: string; url: string; secret: string }
}
const filesOf = (version: string, name = team.name) => ({
  'plugin.json': JSON.stringify(pluginManifest({ name, version })),
  'plugin.wasm': pluginModule({ salt: salt++ }),
})
const send = (client: ApiClient, id: string, { body, headers }: ReturnType<typeof signedNotice>) =>
  client.post(`/webhooks/github/${id}`).headers(headers).json(JSON.parse(body))
const noticeOf = (linkId: string, delivery: string) =>
  db.from('repository_notices').where({ link_id: linkId, delivery_id: delivery }).firstOrFail()
const versionOf = (version: string) =>
  db
    .from('plugin_versions as v')
    .join('plugins as p', 'p.id', 'v.plugin_id')
    .where({ 'p.name': team.name, 'v.version': version })
    .select('v.*')
    .first()
/** Announces a release and lets the job do its work. */
async function announce(client: ApiClient, { id, secret }: { id: string; secret: string }, payload: unknown) {
  const delivery = newId()
  const reply = await send(client, id, signedNotice(secret, payload, { delivery }))
  reply.assertStatus(202)
  const notice = await noticeOf(id, delivery)
  const event = await lastEvent('registry.release_announced.v1', notice.id as string)
  await (await app.container.make(PublishRelease)).handle(event, { lastAttempt: true })
  return noticeOf(id, delivery)
}

test.group('Releases of linked repositories', (group) => {
  group.each.setup(async () => {
    await forgetCounts()
    github = new GithubImitation()
    await github.start()
    app.container.swap(OutboundHttp, () => new OutboundHttp([{ host: '127.0.0.1', port: github.port }]))
    await settle(github.url)
    team = await teamPlugin()
    return async () => {
      app.container.restore(OutboundHttp)
      github.stop()
      await settle(githubUrl.default)
    }
  })

  test('a published release becomes a version, in the name of who linked it, once', async ({ client, assert }) => {
    const made = await linked(client)
    const payload = github.release({ files: filesOf('1.1.0') })
    const notice = await announce(client, made, payload)
    assert.deepEqual([notice.status, notice.problem], ['published', null])
    const version = await versionOf('1.1.0')
    assert.equal(version.id, notice.version_id)
    assert.containsSubset(version, { publish_method: 'github_release', published_by: team.owner.id, status: 'pending_review' })
    assert.containsSubset(version.provenance, { repository: 'octo/shop', repository_id: 77, tag: 'v1.1.0', delivery: notice.delivery_id })

    const again = await send(client, made.id, signedNotice(made.secret, payload, { delivery: notice.delivery_id as string }))
    again.assertStatus(200)
    again.assertBody({ status: 'known' })
    const second = await announce(client, made, payload)
    assert.deepEqual(second.status, 'failed')
    const shown = await client.get(`/api/v1/plugins/${team.name}/repository`).bearerToken(await apiToken(team.publisher))
    assert.sameMembers(
      shown.body().notices.map((one: { status: string }) => one.status),
      ['published', 'failed']
    )
    assert.notInclude(JSON.stringify(shown.body()), made.secret)
    assert.notInclude(JSON.stringify(await db.from('repository_links').where('id', made.id)), made.secret)
  })

  test('what is not signed with the secret is nothing to us', async ({ client, assert }) => {
    const made = await linked(client)
    const payload = github.release({ files: filesOf('1.1.0') })
    const good = signedNotice(made.secret, payload)
    const forged: [string, ReturnType<typeof signedNotice>][] = [
      ['another secret', signedNotice('x'.repeat(43), payload)],
      ['no signature', { ...good, headers: { ...good.headers, 'x-hub-signature-256': '' } }],
      [
        'half a signature',
        { ...good, headers: { ...good.headers, 'x-hub-signature-256': good.headers['x-hub-signature-256'].slice(0, 40) } },
      ],
      ['another body', { ...good, body: good.body.replace('v1.1.0', 'v1.1.1') }],
    ]
    for (const [what, notice] of forged) assert.equal((await send(client, made.id, notice)).status(), 401, what)
    ;(await send(client, newId(), good)).assertStatus(404)
    assert.lengthOf(await db.from('repository_notices').where('link_id', made.id), 0)
    ;(await send(client, made.id, good)).assertStatus(202)

    const fresh = await linked(client)
    ;(await send(client, made.id, good)).assertStatus(404)
    ;(await send(client, fresh.id, good)).assertStatus(401)
  })

  test('of several deliveries at once with one id one counts', async ({ client, assert }) => {
    const made = await linked(client)
    const notice = signedNotice(made.secret, github.release({ files: filesOf('1.1.0') }))
    const replies = await Promise.all(Array.from({ length: 6 }, () => send(client, made.id, notice)))
    assert.deepEqual(
      replies.map((reply) => reply.status()).sort((a, b) => a - b),
      [200, 200, 200, 200, 200, 202]
    )
  })

  test('drafts, other acts, pings and other repositories are ignored; a name taken over by others too', async ({ client, assert }) => {
    const made = await linked(client)
    const files = filesOf('1.1.0')
    for (const [payload, event] of [
      [{ zen: 'Keep it logically awesome.', hook_id: 1 }, 'ping'],
      [github.release({ files, action: 'edited' }), 'release'],
      [github.release({ files, repository: 'octo/other' }), 'release'],
      [[], 'release'],
    ] as const) {
      const reply = await send(client, made.id, signedNotice(made.secret, payload, { event }))
      reply.assertStatus(200)
      reply.assertBody({ status: 'ignored' })
    }
    ;(await send(client, made.id, signedNotice(made.secret, github.release({ files })))).assertStatus(202)
    const taken = await send(client, made.id, signedNotice(made.secret, github.release({ files, repositoryId: 78 })))
    taken.assertBody({ status: 'ignored' })
    assert.lengthOf(github.paths, 0)
  })

  test('what is wrong with a release is told, and nothing of it stays', async ({ client, assert }) => {
    const made = await linked(client)
    const other = await teamPlugin()
    const big = new Uint8Array(4 * 1024 * 1024 + 1)
    const wrong: [RegExp, object][] = [
      [/no file plugin.json/, { files: { 'plugin.wasm': pluginModule({ salt: salt++ }) } }],
      [/one module/, { files: { ...filesOf('1.1.0'), 'second.wasm': 'x' } }],
      [/names no version/, { files: filesOf('1.1.0'), tag: 'nightly' }],
      [/version/, { files: filesOf('1.1.0'), tag: 'v1.2.0' }],
      [/linked to/, { files: filesOf('1.1.0', other.name) }],
      [/larger than/, { files: { ...filesOf('1.1.0'), 'plugin.wasm': big } }],
      [/not one of the repository/, { files: filesOf('1.1.0'), host: 'http://169.254.169.254' }],
    ]
    for (const [problem, options] of wrong) {
      const notice = await announce(client, made, github.release(options))
      assert.equal(notice.status, 'failed', String(problem))
      assert.match(notice.problem as string, problem)
    }
    assert.isNull(await versionOf('1.1.0'))
  })

  test('while its host is down it is tried again; a repeat of the job adds nothing', async ({ client, assert }) => {
    const made = await linked(client)
    const payload = github.release({ files: filesOf('1.1.0') })
    github.isDown = true
    ;(await send(client, made.id, signedNotice(made.secret, payload))).assertStatus(202)
    const waiting = await db.from('repository_notices').where({ link_id: made.id, status: 'received' }).firstOrFail()
    const job = await app.container.make(PublishRelease)
    const event = await lastEvent('registry.release_announced.v1', waiting.id as string)
    await assert.rejects(() => job.handle(event, { lastAttempt: false }))
    github.isDown = false
    await job.handle(event, { lastAttempt: false })
    await job.handle(event, { lastAttempt: false })
    assert.equal((await noticeOf(made.id, waiting.delivery_id as string)).status, 'published')
    await db.from('repository_notices').where('id', waiting.id).update({ status: 'received', version_id: null })
    await job.handle(event, { lastAttempt: false })
    assert.equal((await noticeOf(made.id, waiting.delivery_id as string)).status, 'published')
  })

  test('the rules of the plugin apply: staged where others have to agree, refused where only trusted builds may', async ({
    client,
    assert,
  }) => {
    const made = await linked(client)
    await db.from('plugins').where('name', team.name).update({ require_stage_approvals: 1 })
    await announce(client, made, github.release({ files: filesOf('1.1.0') }))
    assert.equal((await versionOf('1.1.0')).status, 'staged')
    await db.from('plugins').where('name', team.name).update({ trustpub_only: true })
    const refused = await announce(client, made, github.release({ files: filesOf('1.2.0'), tag: 'v1.2.0' }))
    assert.match(refused.problem as string, /trusted builds/)
    await db.from('plugins').where('name', team.name).update({ trustpub_only: false })
    await db.from('plugin_owners').where('user_id', team.owner.id).delete()
    const orphaned = await announce(client, made, github.release({ files: filesOf('1.3.0'), tag: 'v1.3.0' }))
    assert.match(orphaned.problem as string, /no owner/)
  })

  test('owners link and unlink, by a token of that scope too; others do not', async ({ client }) => {
    for (const who of ['maintainer', 'publisher'] as const) (await link(client, await apiToken(team[who]))).assertStatus(403)
    ;(await link(client, await apiToken(team.stranger))).assertStatus(404)
    const { secret } = await programToken(team.owner, { scopes: ['trusted-publishing'] })
    const { secret: other } = await programToken(team.owner, { scopes: ['owners'] })
    ;(await link(client, other)).assertStatus(403)
    ;(await link(client, secret)).assertStatus(200)
    const remove = (token: string) => client.delete(`/api/v1/plugins/${team.name}/repository`).bearerToken(token)
    ;(await remove(await apiToken(team.maintainer))).assertStatus(403)
    ;(await remove(secret)).assertStatus(204)
    ;(await remove(secret)).assertStatus(404)
  })
})
