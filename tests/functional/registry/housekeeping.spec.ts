import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import ace from '@adonisjs/core/services/ace'
import drive from '@adonisjs/drive/services/main'
import { BlobStore } from '#registry/blobs/blob_store'
import CountDownloads from '#registry/counters/jobs/count_downloads'
import CollectGarbage from '#registry/jobs/collect_garbage'
import { createUser } from '#tests/support/users'
import { pluginManifest, pluginModule, pluginName, releasePlugin, sha256 } from '#tests/support/plugin_uploads'

const collect = async () => (await app.container.make(CollectGarbage)).handle()
const age = (digest: string) =>
  db
    .from('blobs')
    .where('digest', digest)
    .update({ touched_at: db.raw(`now() - interval '2 hours'`) })

async function orphan(salt: number) {
  const bytes = pluginModule({ salt })
  const digest = sha256(bytes)
  await new BlobStore().put({ digest, bytes, verdict: {} })
  const { storage_key: key } = await db.from('blobs').where('digest', digest).firstOrFail()
  return { bytes, digest, key: key as string }
}

test.group('Housekeeping of the registry', () => {
  test('bytes of a publish that never committed are removed in time, and can be stored again', async ({ assert }) => {
    const { bytes, digest, key } = await orphan(1_000_001)
    await collect()
    assert.isTrue(await drive.use().exists(key), 'what was touched lately stays')
    await age(digest)
    await collect()
    assert.isFalse(await drive.use().exists(key))
    assert.isNull(await db.from('blobs').where('digest', digest).first())
    await new BlobStore().put({ digest, bytes, verdict: {} })
    assert.equal(sha256(await new BlobStore().read(digest)), digest)
  })

  test('bytes of a published version stay, whatever became of it', async ({ assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const { id } = await releasePlugin(user, { name: pluginName(), salt: 1_000_002 })
    const { artifact_digest: digest } = await db.from('plugin_versions').where('id', id).firstOrFail()
    await age(digest)
    await db.from('plugin_versions').where('id', id).update({ status: 'removed' })
    await collect()
    assert.equal(sha256(await new BlobStore().read(digest)), digest)
  })

  test('twenty writers of the same bytes at once leave one whole file', async ({ assert }) => {
    const written = await Promise.all(Array.from({ length: 20 }, () => orphan(1_000_003)))
    const [{ digest }] = written
    assert.equal(sha256(await new BlobStore().read(digest)), digest)
  })

  test('totals follow the counted downloads', async ({ assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const { id, pluginId } = await releasePlugin(user, { name: pluginName() })
    await db.table('version_downloads').insert({ version_id: id, day: new Date(), raw: 9, unique_clients: 4 })
    await (await app.container.make(CountDownloads)).handle()
    const plugin = await db.from('plugins').where('id', pluginId).firstOrFail()
    assert.equal(plugin.downloads_total, 4)
  })

  test('a version can neither be changed nor its number forgotten', async ({ assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const { id, plugin } = await releasePlugin(user, { name: pluginName() })
    await assert.rejects(() => db.from('plugin_versions').where('id', id).update({ version: '1.0.1' }), /never changes/)
    await assert.rejects(() => db.from('used_versions').where('canon_name', plugin).delete(), /never forgotten/)
  })
})

test.group('plugin:publish and plugin:install', () => {
  test('publish a folder, approve it and install it for a tenant', async ({ assert, cleanup }) => {
    const { user } = await createUser({ platform: ['user'] })
    const { tenant } = await createUser({ tenant: { role: 'owner' } })
    const name = pluginName()
    const folder = await mkdtemp(join(tmpdir(), 'plugin-'))
    cleanup(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'plugin.json'), JSON.stringify(pluginManifest({ name })))
    await writeFile(join(folder, 'plugin.wasm'), pluginModule())

    const published = await ace.exec('plugin:publish', [folder, `--as=${user.email}`, '--approve', '--json'])
    assert.equal(published.exitCode ?? 0, 0)
    const installed = await ace.exec('plugin:install', [name, `--tenant=${tenant.slug}`, '--settings={"percent":4}', '--json'])
    assert.equal(installed.exitCode ?? 0, 0)
    const row = await db.from('plugin_installations').where('tenant_id', tenant.id).firstOrFail()
    assert.containSubset(row, { plugin_name: name, is_enabled: true, settings: { percent: 4 } })
    assert.equal((await ace.exec('plugin:publish', [folder, `--as=${user.email}`, '--json'])).exitCode, 1)
  })

  test('refuse with one line and exit code 1', async ({ assert }) => {
    for (const [command, args] of [
      ['plugin:publish', ['plugins/volume-discount', '--as=nobody@example.test']],
      ['plugin:publish', ['plugins/no-such-plugin', '--as=nobody@example.test']],
      ['plugin:install', ['no-such-plugin']],
      ['plugin:install', ['no-such-plugin', '--tenant=no-such-tenant']],
    ] as const) {
      const result = await ace.exec(command, [...args, '--json'])
      assert.equal(result.exitCode, 1, `${command} ${args.join(' ')}`)
    }
  })
})
