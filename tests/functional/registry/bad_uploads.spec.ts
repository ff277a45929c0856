import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import { apiToken, createUser } from '#tests/support/users'
import { ModuleBuilder, forever, i32 } from '#tests/unit/runtime/module_builder'
import { pluginManifest, pluginModule, pluginName, publishBody, sha256 } from '#tests/support/plugin_uploads'

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const withModule = (bytes: Uint8Array) => ({ wasm_data: base64(bytes), checksum: sha256(bytes), file_size: bytes.length })
const hook = { results: [0x7f], body: i32(0), export: 'discount_v1' }

/** What is wrong → the field the answer must name. */
const CASES: [string, (name: string) => object, string][] = [
  ['no name', (name) => publishBody({ name }, { name: undefined }), 'name'],
  ['a reserved name', () => publishBody({ name: 'search' }), 'name'],
  ['a name of mixed scripts', () => publishBody({ name: 'vоlume-discount' }), 'name'],
  ['a name that is a number', (name) => publishBody({ name }, { name: 42 }), 'name'],
  ['half a version', (name) => publishBody({ name, version: '1.0' }), 'version'],
  ['an unknown category', (name) => publishBody({ name, category: 'nonsense' }), 'category'],
  ['tags that are no list', (name) => publishBody({ name }, { tags: 'a,b' }), 'tags'],
  ['a field nobody knows', (name) => publishBody({ name }, { is_admin: true }), 'is_admin'],
  ['a dependency on itself', (name) => publishBody({ name }, { dependencies: { [name]: '^1.0.0' } }), 'dependencies'],
  ['a range that is none', (name) => publishBody({ name }, { dependencies: { 'other-one': 'latest!' } }), 'dependencies.other-one'],
  ['a script as homepage', (name) => publishBody({ name }, { homepage: 'javascript:alert(1)' }), 'homepage'],
  ['broken base64', (name) => publishBody({ name }, { wasm_data: 'AGFzbQ=!' }), 'wasm_data'],
  ['text in place of a module', (name) => publishBody({ name }, withModule(Buffer.from('not a module'))), 'wasm_data'],
  ['a module cut short', (name) => publishBody({ name }, withModule(pluginModule().slice(0, 20))), 'wasm_data'],
  [
    'an import that is not allowed',
    (name) => publishBody({ name }, withModule(new ModuleBuilder().import('wasi_snapshot_preview1', 'proc_exit').function(hook).build())),
    'wasm_data',
  ],
  [
    'more memory than allowed',
    (name) => publishBody({ name }, withModule(new ModuleBuilder().memory(0, 0x80, 0x10).function(hook).build())),
    'wasm_data',
  ],
  ['a wrong checksum', (name) => publishBody({ name }, { checksum: 'a'.repeat(64) }), 'checksum'],
  ['a checksum of another kind', (name) => publishBody({ name }, { checksum: 'md5' }), 'checksum'],
  ['a wrong size', (name) => publishBody({ name }, { file_size: 1 }), 'file_size'],
  ['a manifest of another plugin', (name) => publishBody({ name }, { manifest: pluginManifest({ name: 'other-one' }) }), 'name'],
  ['a manifest of another version', (name) => publishBody({ name }, { manifest: pluginManifest({ name, version: '9.0.0' }) }), 'version'],
  ['a manifest that is no JSON', (name) => publishBody({ name }, { manifest: '{' }), 'manifest'],
  [
    'a manifest with an unknown setting type',
    (name) =>
      publishBody(
        { name },
        {
          manifest: {
            ...pluginManifest({ name }),
            settings: { type: 'object', additionalProperties: false, properties: { a: { type: 'code' } } },
          },
        }
      ),
    'manifest.settings.properties.a.type',
  ],
  [
    'a hook the module does not export',
    (name) => publishBody({ name }, { manifest: { ...pluginManifest({ name }), hooks: ['shipping@1'] } }),
    'manifest',
  ],
  [
    'a capability used and not asked for',
    (name) => publishBody({ name, usesClock: true }, { manifest: pluginManifest({ name }) }),
    'manifest',
  ],
]

const counts = async () => {
  const tables = ['plugins', 'plugin_versions', 'blobs', 'scans', 'used_versions', 'publishers', 'plugin_uploads']
  const rows = await Promise.all(tables.map((table) => db.from(table).count('* as count').firstOrFail()))
  const files = [...(await drive.use().listAll('/', { recursive: true })).objects].length
  return [...rows.map(({ count }) => Number(count)), files]
}

test.group('Bad uploads', () => {
  for (const [what, body, field] of CASES) {
    test(`${what}: refused by name of the field, nothing kept`, async ({ client, assert }) => {
      const token = await apiToken((await createUser({ platform: ['user'] })).user)
      const before = await counts()
      const response = await client.post('/api/v1/plugins/publish').bearerToken(token).json(body(pluginName()))
      response.assertStatus(422)
      assert.equal(response.header('content-type')?.split(';')[0], 'application/problem+json')
      response.assertBodyContains({ error_code: 'VALIDATION_FAILED', status: 422 })
      const named = (response.body().details as { field: string }[]).map((detail) => detail.field)
      assert.isTrue(
        named.some((name) => name.startsWith(field)),
        named.join()
      )
      assert.deepEqual(await counts(), before)
    })
  }

  test('a body that is huge, no object or no JSON is refused before anything is done', async ({ client, assert }) => {
    const token = await apiToken((await createUser({ platform: ['user'] })).user)
    const before = await counts()
    const huge = await client
      .post('/api/v1/plugins/publish')
      .bearerToken(token)
      .json(publishBody({ name: pluginName() }, { wasm_data: 'A'.repeat(3_000_000) }))
    huge.assertStatus(413)
    ;(await client.post('/api/v1/plugins/publish').bearerToken(token).json([1, 2])).assertStatus(422)
    const broken = await client
      .post('/api/v1/plugins/publish')
      .bearerToken(token)
      .header('content-type', 'application/json')
      .json('{"name":' as never)
    assert.include([400, 422], broken.status())
    assert.deepEqual(await counts(), before)
  })

  test('a module that never ends when started is judged without being run', async ({ client }) => {
    const token = await apiToken((await createUser({ platform: ['user'] })).user)
    const bytes = new ModuleBuilder().memory(1, 1, 2).function({ body: forever(), export: '_initialize' }).function(hook).build()
    const name = pluginName()
    ;(
      await client
        .post('/api/v1/plugins/publish')
        .bearerToken(token)
        .json(publishBody({ name }, withModule(bytes)))
    ).assertStatus(200)
  })

  test('names that look like a published one are refused to others', async ({ client }) => {
    const token = await apiToken((await createUser({ platform: ['user'] })).user)
    const name = pluginName('mallbox')
    ;(await client.post('/api/v1/plugins/publish').bearerToken(token).json(publishBody({ name }))).assertStatus(200)
    const other = await apiToken((await createUser({ platform: ['user'] })).user)
    for (const twin of [name.replace('mallbox', 'mailbox').replace('mai', 'ma1'), name.replaceAll('-', ''), name.replace('m', 'rn')]) {
      const refused = await client
        .post('/api/v1/plugins/publish')
        .bearerToken(other)
        .json(publishBody({ name: twin }))
      refused.assertStatus(409)
      refused.assertBodyContains({ error_code: 'NAME_TAKEN', details: [{ field: 'name' }] })
    }
    ;(
      await client
        .post('/api/v1/plugins/publish')
        .bearerToken(other)
        .json(publishBody({ name: name.toUpperCase() }))
    ).assertStatus(403)
  })
})
