import { randomInt } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import { test } from '@japa/runner'
import type { Assert } from '@japa/assert'
import { sqlRun } from '#core/database/sql'
import { BlobStore } from '#registry/blobs/blob_store'
import { createUser } from '#tests/support/users'
import { pluginModule, pluginName, releasePlugin, sha256 } from '#tests/support/plugin_uploads'
import { runChild } from '#tests/unit/payments/support/run_child'

const PROGRAM = 'tests/functional/registry/scanning/support/publish_and_die.ts'

async function killAt(point: string) {
  const { user } = await createUser({ platform: ['user'] })
  const name = pluginName()
  const salt = randomInt(1_000_000, 2_000_000_000)
  const end = await runChild(PROGRAM, [user.id, name, String(salt)], { RIALTO_FAULT_POINT: point })
  return { user, name, salt, end }
}

/** All that a publish writes, by the name of the plugin. */
async function left(name: string) {
  const [plugins, used, scans] = await Promise.all([
    db.from('plugins').where({ name }).select('id'),
    db.from('used_versions').where('canon_name', name).select('digest'),
    db.from('scans').where('plugin_name', name).select('version_id'),
  ])
  const ids = plugins.map(({ id }) => id as string)
  const versions = await db.from('plugin_versions').whereIn('plugin_id', ids).select('status')
  const events = await db.from('outbox').whereIn('aggregate_id', ids).select('name')
  return {
    plugins: plugins.length,
    used: used.length,
    scans: scans.length,
    versions: versions.map(({ status }) => status),
    events: events.length,
  }
}

/** As an hour later: the bytes are stored, and go with the next collection. */
async function collect(digest: string, assert: Assert) {
  const path = `blobs/${digest.slice(0, 2)}/${digest}.wasm`
  assert.isTrue(await drive.use().exists(path))
  await sqlRun(db, `update blobs set touched_at = now() - interval '2 hours' where digest = ?`, [digest])
  const blobs = await app.container.make(BlobStore)
  while (await blobs.collectOne());
  assert.isFalse(await drive.use().exists(path))
}

const NOTHING = { plugins: 0, used: 0, scans: 0, versions: [], events: 0 }
const ALL = { plugins: 1, used: 1, scans: 1, versions: ['pending_review'], events: 1 }

test.group('Publishing: kill -9 in the middle', () => {
  for (const point of ['registry.blob_stored', 'registry.before_publish_commit']) {
    test(`killed at ${point}, nothing is left but bytes that are collected, and the same number is published then`, async ({ assert }) => {
      const { user, name, salt, end } = await killAt(point)
      assert.equal(end.signal, 'SIGKILL', end.output)
      assert.deepEqual(await left(name), NOTHING)
      await collect(sha256(pluginModule({ salt })), assert)

      await releasePlugin(user, { name, salt }, { isApproved: false })
      assert.deepEqual(await left(name), ALL)
    }).timeout(60_000)
  }

  test('killed after the commit, all of it is there', async ({ assert }) => {
    const { name, end } = await killAt('registry.published')
    assert.equal(end.signal, 'SIGKILL', end.output)
    assert.deepEqual(await left(name), ALL)
  }).timeout(60_000)
})
