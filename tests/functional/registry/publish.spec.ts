import env from '#start/env'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import { ByteWriter } from '#runtime/gate/byte_writer'
import { apiToken, createUser } from '#tests/support/users'
import { pluginManifest, pluginModule, pluginName, publishBody, sha256 } from '#tests/support/plugin_uploads'
import type { ApiClient } from '@japa/api-client'

const PUBLISH = '/api/v1/plugins/publish'
const versionsOf = (name: string) =>
  db
    .from('plugin_versions')
    .join('plugins', 'plugins.id', 'plugin_versions.plugin_id')
    .where('plugins.name', name)
    .select('plugin_versions.*')
const publish = (client: ApiClient, token: string, body: object) => client.post(PUBLISH).bearerToken(token).json(body)
const publisher = async () => apiToken((await createUser({ platform: ['user'] })).user)
/** Raw bytes, as an ordinary client sends them. */
const putBytes = (path: string, bytes: Uint8Array) =>
  fetch(`http://${env.get('HOST')}:${env.get('PORT')}${path}`, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'application/wasm' },
  })
/** Appends a custom section: id 0, length, name, contents. */
function withSection(module: Uint8Array, name: string, contents: string) {
  const body = new ByteWriter().name(name).raw(Buffer.from(contents)).toBytes()
  return new Uint8Array(new ByteWriter().raw(module).section(0, body).toBytes())
}

const draftsLeft = async () =>
  [
    ...(
      await drive
        .use()
        .listAll('blobs/tmp')
        .catch(() => ({ objects: [] }))
    ).objects,
  ].length

test.group('Publishing a plugin', () => {
  test('keeps bytes, verdict, dependencies and owner, and waits for a moderator', async ({ client, assert }) => {
    const token = await publisher()
    const name = pluginName()
    const response = await publish(client, token, publishBody({ name, usesClock: true }, { dependencies: { 'some-other': '^1.0.0' } }))

    response.assertStatus(200)
    response.assertBodyContains({ success: true, status: 'pending_review', capabilities: ['clock'] })
    assert.deepEqual(response.body().verdict.imports, [{ module: 'rialto:host/v1', name: 'now', capability: 'clock' }])
    const [version] = await versionsOf(name)
    assert.equal(version.artifact_digest, sha256(pluginModule({ usesClock: true })))
    assert.deepEqual(await db.from('version_deps').where('version_id', version.id).select('dep_canon_name', 'range'), [
      { dep_canon_name: 'some-other', range: '^1.0.0' },
    ])
    assert.equal((await db.from('scans').where('version_id', version.id).firstOrFail()).outcome, 'pass')
    const blob = await db.from('blobs').where('digest', version.artifact_digest).firstOrFail()
    assert.equal(sha256(await drive.use().getBytes(blob.storage_key)), version.artifact_digest)
    const event = await db.from('outbox').where({ name: 'registry.version_submitted.v1', aggregate_id: version.plugin_id }).firstOrFail()
    assert.equal(event.payload.version_id, version.id)
    const action = await db.from('moderation_actions').where('target_id', version.id).firstOrFail()
    assert.deepEqual([action.from_status, action.to_status], ['scanning', 'pending_review'])
  })

  test('is for signed-in people', async ({ client }) => {
    const response = await client.post(PUBLISH).json(publishBody({ name: pluginName() }))
    response.assertStatus(401)
    response.assertBodyContains({ error_code: 'AUTH_REQUIRED' })
  })

  test('in two steps: the address takes the announced bytes once, and nothing else', async ({ client, assert }) => {
    const token = await publisher()
    const name = pluginName()
    const { wasm_data: wasm, file_size: size, ...body } = publishBody({ name })
    const announced = await publish(client, token, { ...body, size, author: { name: 'A' }, min_mockforge_version: '0.1.0' })
    announced.assertStatus(200)
    assert.lengthOf(await versionsOf(name), 0)
    const { pathname, search } = new URL(announced.body().upload_url)
    const put = (bytes: Uint8Array, query = search) => putBytes(pathname + query, bytes)

    assert.equal((await put(pluginModule(), '?token=wrong')).status, 404)
    assert.equal((await put(new Uint8Array(4 * 1024 * 1024 + 1))).status, 413)
    const other = await put(pluginModule({ salt: 9 }))
    assert.equal(other.status, 422)
    assert.containSubset(await other.json(), { error_code: 'VALIDATION_FAILED', details: [{ field: 'checksum' }] })
    assert.lengthOf(await versionsOf(name), 0)

    assert.equal((await put(Buffer.from(wasm, 'base64'))).status, 200)
    assert.equal((await versionsOf(name))[0].publish_method, 'upload')
    assert.equal((await put(Buffer.from(wasm, 'base64'))).status, 404)
  })

  test('takes the manifest from inside the module, and refuses another one beside it', async ({ client, assert }) => {
    const token = await publisher()
    const name = pluginName()
    const manifest = { ...pluginManifest({ name }), description: { en: 'Takes something off', ru: 'Из модуля' } }
    const carrying = (text: string) => {
      const bytes = withSection(pluginModule(), 'rialto:manifest', text)
      return { wasm_data: Buffer.from(bytes).toString('base64'), checksum: sha256(bytes), file_size: bytes.length }
    }
    const body = publishBody({ name }, carrying(JSON.stringify(manifest)))
    const differing = await publish(client, token, body)
    differing.assertStatus(422)
    differing.assertBodyContains({ details: [{ field: 'manifest' }] })
    ;(await publish(client, token, { ...body, manifest: undefined })).assertStatus(200)
    assert.equal((await versionsOf(name))[0].manifest.description.ru, 'Из модуля')
    const refused = await publish(client, token, publishBody({ name, version: '2.0.0' }, { ...carrying('{"id":'), manifest: undefined }))
    refused.assertStatus(422)
    refused.assertBodyContains({ details: [{ field: 'manifest' }] })
  })

  test('a client without a manifest is known by what its module shows', async ({ client, assert }) => {
    const token = await publisher()
    const name = pluginName()
    ;(await publish(client, token, publishBody({ name, usesClock: true }, { manifest: undefined, language: 'rust' }))).assertStatus(200)
    const [version] = await versionsOf(name)
    assert.deepEqual([version.manifest.hooks, version.capabilities], [['discount@1'], ['clock']])
  })

  test('keeps a tag once, and the language of what was built', async ({ client, assert }) => {
    const token = await publisher()
    const languageOf = async (language: string) => {
      const name = pluginName()
      const body = publishBody({ name }, { manifest: undefined, language, tags: ['Sale', 'sale', ' SALE ', 'other'] })
      ;(await publish(client, token, body)).assertStatus(200)
      const [row] = await versionsOf(name)
      assert.deepEqual(row.metadata.tags, ['sale', 'other'])
      return row.manifest.language
    }
    assert.equal(await languageOf('Rust'), 'rust')
    assert.equal(await languageOf('c'), 'c')
    assert.equal(await languageOf('cobol'), 'wasm')
  })

  test('refuses a number that was used, whatever its build metadata, and a foreign plugin', async ({ client, assert }) => {
    const token = await publisher()
    const name = pluginName()
    ;(await publish(client, token, publishBody({ name }))).assertStatus(200)

    for (const version of ['1.0.0', '1.0.0+build.7']) {
      const again = await publish(client, token, publishBody({ name, version, salt: 3 }))
      again.assertStatus(409)
      again.assertBodyContains({ error_code: 'VERSION_EXISTS', details: [{ field: 'version' }] })
    }
    const foreign = await publish(client, await publisher(), publishBody({ name, version: '2.0.0' }))
    foreign.assertStatus(403)
    foreign.assertBodyContains({ error_code: 'PERMISSION_DENIED' })
    ;(await publish(client, token, publishBody({ name, version: '2.0.0' }))).assertStatus(200)
    assert.lengthOf(await versionsOf(name), 2)
  })

  test('forty at once for one version: one wins, the rest get 409, one blob stays', async ({ client, assert }) => {
    const token = await publisher()
    const name = pluginName()
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, salt) => publish(client, token, publishBody({ name, salt: salt % 4 })))
    )
    const statuses = answers.map((answer) => answer.status()).sort()
    assert.deepEqual(statuses, [200, ...Array(39).fill(409)])
    assert.lengthOf(await versionsOf(name), 1)
    assert.equal(await draftsLeft(), 0)
  })

  test('twenty versions of one plugin at once are all there', async ({ client, assert }) => {
    const token = await publisher()
    const name = pluginName()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, patch) => publish(client, token, publishBody({ name, version: `1.0.${patch}` })))
    )
    assert.deepEqual(new Set(answers.map((answer) => answer.status())), new Set([200]))
    assert.lengthOf(await versionsOf(name), 20)
  })
})
