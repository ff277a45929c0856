import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { InstallVersion } from '#registry/actions/install_version'
import StopBlocked from '#registry/kill_switch/stop_blocked'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser } from '#tests/support/users'
import { actorOf, pluginModule, publishBody, releasePlugin, sha256 } from '#tests/support/plugin_uploads'
import { published, REASON } from '#tests/support/withdrawals'
import type { ApiClient } from '@japa/api-client'
import type { DomainEvent } from '#core/outbox/event'

type Blocked = DomainEvent<{ digest: string; plugin_ids: string[]; reason: string }>

const judge = async (client: ApiClient, digest: string, verdict: 'block' | 'allow') =>
  client
    .post(`/api/v1/admin/digests/${digest}/${verdict}`)
    .bearerToken(await apiToken((await createUser({ platform: ['admin'] })).user))
    .json({ reason: REASON })

/** What the event of the newest verdict on these bytes carries to the job that stops them. */
async function stop(digest: string) {
  const row = await db.from('outbox').where('name', 'registry.digest_blocked.v1').whereRaw(`payload->>'digest' = ?`, [digest]).firstOrFail()
  await (await app.container.make(StopBlocked)).handle({ payload: row.payload } as Blocked)
}

test.group('The kill switch', (group) => {
  group.each.setup(forgetCounts)

  test('bytes are neither found, fetched, installed nor uploaded, and stop where they run; other versions go on', async ({
    client,
    assert,
  }) => {
    const { publisher, name, pluginId, versionId } = await published()
    const { artifact_digest: digest } = await db.from('plugin_versions').where('id', versionId).firstOrFail()
    await releasePlugin(publisher, { name, version: '1.1.0', salt: Math.trunc(Math.random() * 1e9) })
    const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
    const install = await app.container.make(InstallVersion)
    const place = { actor: { ...actorOf(user), tenantId: tenant.id }, tenantId: tenant.id, plugin: name, consent: [] }
    const { id } = await install.handle({ ...place, version: '1.0.0', isEnabled: true })
    const download = `/api/v1/plugins/${name}/versions/1.0.0/download`
    const file = new URL((await client.get(download).redirects(0)).header('location')!)
    ;(await client.get(file.pathname + file.search)).assertStatus(200)

    const done = await judge(client, digest as string, 'block')
    done.assertBodyContains({ success: true, verdict: 'block', plugins: [name] })
    ;(await client.get(download).redirects(0)).assertStatus(404)
    ;(await client.get(file.pathname + file.search)).assertStatus(404)
    ;(await client.get(`/api/v1/plugins/${name}/versions/1.1.0`)).assertStatus(200)
    const { versions } = (await client.get(`/api/v1/plugins/${name}`)).body() as { versions: { version: string }[] }
    assert.deepEqual(
      versions.map(({ version }) => version),
      ['1.1.0']
    )
    await stop(digest as string)
    assert.isFalse((await db.from('plugin_installations').where('id', id).firstOrFail()).is_enabled)
    const other = await createUser({ tenant: { role: 'owner' } })
    const again = { ...place, actor: { ...actorOf(other.user), tenantId: other.tenant.id }, tenantId: other.tenant.id }
    await assert.rejects(() => install.handle({ ...again, version: '1.0.0' }), /no such version/)
    assert.isOk((await install.handle({ ...again, version: '1.1.0' })).id)

    await judge(client, digest as string, 'allow')
    ;(await client.get(download).redirects(0)).assertStatus(307)
    assert.equal((await db.from('plugins').where('id', pluginId).firstOrFail()).status, 'active')
  })

  test('refuses uploads of the bytes under whatever name; takes them when they are allowed again', async ({ client }) => {
    const spec = { salt: Math.trunc(Math.random() * 1e9) }
    const digest = sha256(pluginModule(spec))
    await judge(client, digest, 'block')
    const { publisher, name } = await published()
    const token = await apiToken(publisher)
    const publish = () =>
      client
        .post('/api/v1/plugins/publish')
        .bearerToken(token)
        .json(publishBody({ ...spec, name, version: '9.0.0' }))
    const refused = await publish()
    refused.assertStatus(422)
    refused.assertBodyContains({ error_code: 'DIGEST_BLOCKED' })
    await judge(client, digest, 'allow')
    ;(await publish()).assertStatus(200)
  })

  test('hides a plugin that has nothing else; moderators, publishers and guests cannot pull it', async ({ client }) => {
    const { publisher, name, versionId } = await published()
    const { artifact_digest: digest } = await db.from('plugin_versions').where('id', versionId).firstOrFail()
    const path = `/api/v1/admin/digests/${digest as string}/block`
    const { user: moderator } = await createUser({ platform: ['moderator'] })
    ;(await client.post(path).json({ reason: REASON })).assertStatus(401)
    for (const user of [publisher, moderator]) {
      ;(
        await client
          .post(path)
          .bearerToken(await apiToken(user))
          .json({ reason: REASON })
      ).assertStatus(403)
    }
    ;(await client.get(`/api/v1/plugins/${name}`)).assertStatus(200)
    await judge(client, digest as string, 'block')
    ;(await client.get(`/api/v1/plugins/${name}`)).assertStatus(404)
    ;(await client.get(`/plugins/${name}`)).assertStatus(404)
  })
})
