import env from '#start/env'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import drive from '@adonisjs/drive/services/main'
import { setTimeout as delay } from 'node:timers/promises'
import { systemActor } from '#core/actor'
import { BlobStore } from '#registry/blobs/blob_store'
import { ApproveVersion } from '#registry/actions/approve_version'
import { apiToken, createUser } from '#tests/support/users'
import { waitFor } from '#tests/support/wait_for'
import { moderator, withdraw } from '#tests/support/withdrawals'
import { actorOf, pluginModule, pluginName, publishBody, releasePlugin, sha256 } from '#tests/support/plugin_uploads'

const url = (path: string) => `http://${env.get('HOST')}:${env.get('PORT')}${path}`
const salts = (count: number) => Array.from({ length: count }, () => Math.trunc(Math.random() * 2e9))
const somebody = async () => (await createUser({ platform: ['user'] })).user

type Entry = { versions: { version: string }[]; serial: number }
const numbersOf = ({ versions }: Entry) => versions.map(({ version }) => version)
const readEntry = async (name: string) => {
  const answer = await fetch(url(`/api/v1/plugins/${name}`))
  return { status: answer.status, entry: (await answer.json()) as Entry }
}

/** Publishes as a client does that is told to come again: a slow machine judges so many modules in more than one go. */
async function publish(token: string, body: object): Promise<number> {
  for (;;) {
    const answer = await fetch(url('/api/v1/plugins/publish'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'authorization': `Bearer ${token}` },
      body: JSON.stringify(body),
    })
    await answer.arrayBuffer()
    if (answer.status !== 503) return answer.status
    await delay(Number(answer.headers.get('retry-after') ?? 1) * 100)
  }
}

const versionRows = (name: string) =>
  db.from('plugin_versions as v').join('plugins as p', 'p.id', 'v.plugin_id').where('p.name', name).select('v.id', 'v.version')

/** Blobs of these bytes that no version refers to, as rows and as files. */
async function orphansOf(modules: Uint8Array[]): Promise<string[]> {
  const digests = modules.map(sha256)
  const owned = await db.from('plugin_versions').whereIn('artifact_digest', digests).select('artifact_digest')
  const known = new Set(owned.map((row: { artifact_digest: string }) => row.artifact_digest))
  const rows = (await db.from('blobs').whereIn('digest', digests).select('digest')) as { digest: string }[]
  const loose = digests.filter((digest) => !known.has(digest))
  const files = await Promise.all(
    loose.map(async (digest) => ((await drive.use().exists(`blobs/${digest.slice(0, 2)}/${digest}.wasm`)) ? [digest] : []))
  )
  return [...rows.filter(({ digest }) => !known.has(digest)).map(({ digest }) => digest), ...files.flat()]
}

test.group('Publishing at once', () => {
  test('two hundred for one version, all with other bytes: one wins, the rest get 409 and leave no bytes', async ({ assert }) => {
    const token = await apiToken(await somebody())
    const name = pluginName()
    const bodies = salts(200).map((salt) => ({ salt, body: publishBody({ name, salt }) }))
    const statuses = await Promise.all(bodies.map(({ body }) => publish(token, body)))
    assert.deepEqual(statuses.sort(), [200, ...Array<number>(199).fill(409)])
    assert.lengthOf(await versionRows(name), 1)
    assert.deepEqual(await orphansOf(bodies.map(({ salt }) => pluginModule({ salt }))), [])
  }).timeout(120_000)

  test('forty versions of one plugin are all there, and the highest is what people get', async ({ assert }) => {
    const owner = await somebody()
    const token = await apiToken(owner)
    const name = pluginName()
    await releasePlugin(owner, { name, version: '0.0.1' })
    const versions = Array.from({ length: 40 }, (_, patch) => `1.0.${patch}`)
    const statuses = await Promise.all(versions.map((version) => publish(token, publishBody({ name, version }))))
    assert.deepEqual(new Set(statuses), new Set([200]))
    const rows = (await versionRows(name)) as { id: string; version: string }[]
    assert.sameMembers(
      rows.map(({ version }) => version),
      ['0.0.1', ...versions]
    )
    const approve = await app.container.make(ApproveVersion)
    const waiting = rows.filter(({ version }) => version !== '0.0.1')
    await Promise.all(
      waiting.map(({ id }) =>
        approve.handle({ actor: systemActor('test'), versionId: id, reasonCode: 'meets_rules', publicReason: 'Fine' })
      )
    )
    const { entry } = await readEntry(name)
    assert.sameMembers(numbersOf(entry), ['0.0.1', ...versions])
    assert.equal((entry as Entry & { version: string }).version, '1.0.39')
  }).timeout(120_000)

  test('the same bytes by many who fail and some who do not: who succeeded has them', async ({ assert }) => {
    const [owner, used] = [await somebody(), pluginName()]
    const token = await apiToken(owner)
    await releasePlugin(owner, { name: used })
    for (const salt of salts(5)) {
      const names = Array.from({ length: 4 }, () => pluginName())
      const bodies = names.flatMap((name) => [publishBody({ name, salt }), publishBody({ name, salt })])
      const statuses = await Promise.all(bodies.map((body) => publish(token, body)))
      assert.deepEqual(statuses.sort(), [...Array<number>(4).fill(200), ...Array<number>(4).fill(409)])
      const digest = sha256(pluginModule({ salt }))
      assert.equal(sha256(await new BlobStore().read(digest)), digest)
    }
  }).timeout(60_000)
})

test.group('Taking back what a publish stored', () => {
  const store = (bytes: Uint8Array) => new BlobStore().put({ digest: sha256(bytes), bytes, verdict: {} })
  const isThere = async (bytes: Uint8Array) => (await db.from('blobs').where('digest', sha256(bytes)).first()) !== null

  test('removes row and file, unless somebody else stored the same bytes before or since', async ({ assert }) => {
    const [alone, before, since] = salts(3).map((salt) => pluginModule({ salt })) as [Uint8Array, Uint8Array, Uint8Array]
    await new BlobStore().takeBack(await store(alone))
    assert.deepEqual(await orphansOf([alone]), [])
    await store(before)
    await new BlobStore().takeBack(await store(before))
    assert.isTrue(await isThere(before))
    const first = await store(since)
    await store(since)
    await new BlobStore().takeBack(first)
    assert.isTrue(await isThere(since))
    await store(alone)
    assert.equal(sha256(await new BlobStore().read(sha256(alone))), sha256(alone))
  })
})

test.group('Reading while others write', () => {
  test('who published reads it back at once, however many read the same meanwhile', async ({ assert }) => {
    const owner = await somebody()
    const name = pluginName()
    await releasePlugin(owner, { name, version: '1.0.0' })
    let isOver = false
    const crowd = Array.from({ length: 12 }, async () => {
      let highest = 0
      while (!isOver) {
        const { entry } = await readEntry(name)
        assert.isAtLeast(entry.serial, highest, 'nobody sees the past after the present')
        highest = entry.serial
      }
    })
    const publishing = async () => {
      for (let minor = 1; minor <= 8; minor++) {
        const version = `1.${minor}.0`
        const published = await releasePlugin(owner, { name, version })
        const { entry } = await readEntry(name)
        assert.include(numbersOf(entry), version)
        assert.isAtLeast(entry.serial, published.serial)
      }
    }
    await Promise.all([publishing().finally(() => (isOver = true)), ...crowd])
  }).timeout(60_000)

  test('what was taken down answers nobody who asks afterwards, in the midst of readers, downloads and publishes', async ({ assert }) => {
    const owner = await somebody()
    const token = await apiToken(owner)
    const staff = await moderator()
    const name = pluginName()
    const { pluginId } = await releasePlugin(owner, { name, salt: salts(1)[0]! })
    const signed = await fetch(url(`/api/v1/plugins/${name}/versions/1.0.0/download`), { redirect: 'manual' })
    const file = new URL(signed.headers.get('location')!)
    const paths = ['', '/versions/1.0.0', '/badges', '/reviews', '/dependencies', '/versions/1.0.0/download']
    const addresses = [...paths.map((path) => `/api/v1/plugins/${name}${path}`), file.pathname + file.search, `/plugins/${name}`]
    const tag = (await fetch(url(addresses[0]!))).headers.get('etag')!

    let hiddenAt = Infinity
    let isOver = false
    const late: string[] = []
    const asked = { before: new Map<string, number>(), after: new Map<string, number>() }
    /** Before, answers are counted, afterwards refusals: of what is under way in between, nothing is promised. */
    const note = (startedAt: number, what: string, isRefused: boolean) => {
      const isAfter = startedAt > hiddenAt
      if (isAfter && !isRefused) late.push(what)
      const times = isAfter ? asked.after : asked.before
      if (isAfter === isRefused) times.set(what, (times.get(what) ?? 0) + 1)
    }
    const readers = addresses.map(async (address) => {
      while (!isOver) {
        const startedAt = performance.now()
        const answer = await fetch(url(address), { redirect: 'manual', headers: { 'if-none-match': tag } })
        await answer.arrayBuffer()
        note(startedAt, address, answer.status >= 400)
      }
    })
    const publishing = Array.from({ length: 3 }, async (_, at) => {
      for (let patch = 0; !isOver; patch++) {
        const startedAt = performance.now()
        const status = await publish(token, publishBody({ name, version: `2.${at}.${patch}` }))
        note(startedAt, `publisher ${at}`, status !== 200)
      }
    })
    const haveAllAsked = (times: Map<string, number>) => () =>
      times.size === addresses.length + publishing.length && [...times.values()].every((count) => count >= 3)
    const takingDown = async () => {
      await waitFor('answers to all', haveAllAsked(asked.before))
      await withdraw({ actor: actorOf(staff), pluginId, act: 'take_down' })
      hiddenAt = performance.now()
      await waitFor('refusals for all', haveAllAsked(asked.after))
    }
    await Promise.all([takingDown().finally(() => (isOver = true)), ...readers, ...publishing])
    assert.deepEqual(late, [])
    await withdraw({ actor: actorOf(staff), pluginId, act: 'restore' })
    assert.equal((await readEntry(name)).status, 200)
  }).timeout(60_000)
})
