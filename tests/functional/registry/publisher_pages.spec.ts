import env from '#start/env'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import { ModuleBuilder } from '#tests/unit/runtime/module_builder'
import { createUser } from '#tests/support/users'
import { pluginManifest, pluginModule, pluginName, releasePlugin } from '#tests/support/plugin_uploads'

const count = async (table: string) => Number((await db.from(table).count('* as n').firstOrFail()).n)
const file = (bytes: Uint8Array | string, name: string) => ({ contents: Buffer.from(bytes as never), options: { filename: name } })

test.group('Publisher pages', () => {
  test('a module and its plugin.json are published by page and the verdict is shown', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    const module = file(pluginModule({ usesClock: true }), 'plugin.wasm')
    const manifest = file(JSON.stringify(pluginManifest({ name, usesClock: true })), 'plugin.json')
    const response = await client
      .post('/publisher/plugins/new')
      .loginAs(user)
      .withCsrfToken()
      .file('artifact', module.contents, module.options)
      .file('manifest', manifest.contents, manifest.options)
    response.assertStatus(200)
    for (const text of [name, 'Waits for review', 'Know the time', 'rialto:host/v1 now', 'Fuel version', 'was received']) {
      assert.include(response.text(), text)
    }
    const list = await client.get('/publisher/plugins').loginAs(user)
    assert.include(list.text(), name)
    const version = await db.from('plugin_versions').where('published_by', user.id).firstOrFail()
    assert.equal(version.publish_method, 'page')
  })

  test('readme and changelog come along and are shown; what is no text of that length is refused', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    const send = (readme: Buffer) =>
      client
        .post('/publisher/plugins/new')
        .loginAs(user)
        .withCsrfToken()
        .file('artifact', Buffer.from(pluginModule()), { filename: 'plugin.wasm' })
        .file('manifest', Buffer.from(JSON.stringify(pluginManifest({ name }))), { filename: 'plugin.json' })
        .file('readme', readme, { filename: 'README.md' })
        .file('changelog', Buffer.from('- Counts anew'), { filename: 'CHANGELOG.md' })
    for (const wrong of [Buffer.alloc(70_000, 'a'), Buffer.from('a\0b')]) {
      const refused = await send(wrong)
      refused.assertStatus(422)
      assert.include(refused.text(), '<code>readme</code>')
    }
    ;(await send(Buffer.from('# How it counts'))).assertStatus(200)
    const { id } = await db.from('plugin_versions').where('published_by', user.id).firstOrFail()
    const { readme, changelog } = await db.from('version_texts').where('version_id', id).firstOrFail()
    assert.deepEqual([readme, changelog], ['# How it counts', '- Counts anew'])
  })

  test('a refused upload keeps nothing, says why and shows what the gate saw', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const before = [await count('plugin_versions'), await count('blobs')]
    const files = async () => [...(await drive.use().listAll('/', { recursive: true })).objects].length
    const stored = await files()
    const manifest = file(JSON.stringify({ ...pluginManifest({ name: pluginName() }), hooks: ['shipping@1'] }), 'plugin.json')
    const upload = () => client.post('/publisher/plugins/new').loginAs(user).withCsrfToken()
    const refused = await upload()
      .file('artifact', Buffer.from(pluginModule()), { filename: 'a.wasm' })
      .file('manifest', manifest.contents, manifest.options)
    refused.assertStatus(422)
    for (const text of ['Nothing was kept', 'does not export shipping_v1', 'Refused', 'SHA-256']) assert.include(refused.text(), text)

    ;(await upload().file('manifest', manifest.contents, manifest.options)).assertStatus(422)
    ;(await upload().file('artifact', Buffer.from(pluginModule()), { filename: 'a.wasm' })).assertStatus(422)
    ;(
      await upload()
        .file('artifact', Buffer.alloc(5 * 1024 * 1024), { filename: 'a.wasm' })
        .file('manifest', manifest.contents, manifest.options)
    ).assertStatus(413)
    ;(await upload().form({ artifact: 'text' })).assertStatus(422)
    assert.deepEqual([await count('plugin_versions'), await count('blobs')], before)
    assert.equal(await files(), stored)
  })

  test('what the gate found is said in the language of the reader, at once and later from the stored scan', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    const upload = (module: Uint8Array, manifest: object) =>
      client
        .post('/publisher/plugins/new')
        .loginAs(user)
        .header('accept-language', 'ru')
        .withCsrfToken()
        .file('artifact', Buffer.from(module), { filename: 'plugin.wasm' })
        .file('manifest', Buffer.from(JSON.stringify(manifest)), { filename: 'plugin.json' })
    const wasi = new ModuleBuilder().import('wasi_snapshot_preview1', 'fd_write', [[], []]).build()
    const refused = await upload(wasi, pluginManifest({ name }))
    refused.assertStatus(422)
    assert.include(refused.text(), 'WASI не предоставляется: соберите без системного интерфейса')

    const kept = await upload(pluginModule(), { ...pluginManifest({ name }), capabilities: ['clock'] })
    kept.assertStatus(200)
    const { id } = await db.from('plugin_versions').where('published_by', user.id).firstOrFail()
    const [{ evidence }] = await db.from('scan_findings').whereIn('scan_id', db.from('scans').where('version_id', id).select('id'))
    assert.deepEqual(evidence, { code: 'capability_not_used', params: { capability: 'clock' } })
    const stored = await client.get(`/publisher/versions/${id}`).loginAs(user).header('accept-language', 'ru')
    for (const page of [kept, stored]) assert.include(page.text(), 'Манифест просит право «clock», которым модуль не пользуется.')
  })

  test('an upload without a session or without the token leaves no trace', async ({ assert }) => {
    const before = await count('plugin_versions')
    const body = new FormData()
    body.set('artifact', new Blob([pluginModule()]), 'a.wasm')
    const response = await fetch(`http://${env.get('HOST')}:${env.get('PORT')}/publisher/plugins/new`, {
      method: 'POST',
      body,
      redirect: 'manual',
    })
    assert.include([302, 401, 403, 419], response.status)
    assert.equal(await count('plugin_versions'), before)
  })

  test("another publisher's plugin and version are not there", async ({ client }) => {
    const { user } = await createUser({ platform: ['user'] })
    const published = await releasePlugin(user, { name: pluginName() })
    const stranger = (await createUser({ platform: ['user'] })).user
    ;(await client.get(`/publisher/versions/${published.id}`).loginAs(user)).assertStatus(200)
    ;(await client.get(`/publisher/plugins/${published.pluginId}`).loginAs(user)).assertStatus(200)
    ;(await client.get(`/publisher/versions/${published.id}`).loginAs(stranger)).assertStatus(404)
    ;(await client.get(`/publisher/plugins/${published.pluginId}`).loginAs(stranger)).assertStatus(404)
    ;(await client.get('/publisher/versions/nonsense').loginAs(user)).assertStatus(404)
    const yank = await client
      .post(`/publisher/versions/${published.id}/yank`)
      .loginAs(stranger)
      .withCsrfToken()
      .form({ reason: 'Mine now' })
    yank.assertStatus(404)
  })

  test('a version is yanked with a reason and put back', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const { id } = await releasePlugin(user, { name: pluginName() })
    assert.include((await client.get(`/publisher/versions/${id}/yank`).loginAs(user)).text(), 'New installations cannot choose it')
    ;(await client.post(`/publisher/versions/${id}/yank`).loginAs(user).withCsrfToken().form({ reason: 'Wrong rounding' })).assertStatus(
      200
    )
    assert.containSubset(await db.from('plugin_versions').where('id', id).firstOrFail(), {
      status: 'yanked',
      yank_reason: 'Wrong rounding',
    })
    ;(await client.post(`/publisher/versions/${id}/unyank`).loginAs(user).withCsrfToken()).assertStatus(200)
    assert.containSubset(await db.from('plugin_versions').where('id', id).firstOrFail(), { status: 'published', yank_reason: null })
  })
})
