import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import RegistryImportBundle from '#commands/registry_import_bundle'
import { newId } from '#core/ids'
import { BundleProblem } from '#registry/bundles/format/bundle_lines'
import { ExportBundle } from '#registry/bundles/export_bundle'
import { endorseKey } from '#registry/signing/endorse_key'
import { platformKey } from '#registry/signing/platform_keys'
import { resolveQuestion } from '#registry/dependencies/queries/resolve_question'
import { verifyBundle } from '#registry/bundles/format/verify_bundle'
import { aceJson } from '#tests/support/ace'
import { ended, foreignLines, keyRow, logLine, newKey, tellingKeys, type Lines } from '#tests/support/foreign_bundle'
import { PluginClient } from '#tests/support/plugin_client'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { somebody } from '#tests/support/publishing'
import type { SigningKey } from '#registry/signing/ed25519'

/** Nobody answers there: whatever works does so without a network. */
const ORIGIN = 'http://127.0.0.1:1'
const PROFILE = 'config/rialto/plugin-client.json'

const check = (content: string, { publicKey }: SigningKey) => verifyBundle(Readable.from([Buffer.from(content)]), publicKey)
const rotated = (...keys: SigningKey[]) => keys.map((key, at) => keyRow(key, keys[at - 1])).reverse()

test.group('A bundle made after the registry’s key was replaced, and a machine that knows an old one', () => {
  const [first, second, third, stranger] = [newKey(), newKey(), newKey(), newKey()]
  const lines = (key: SigningKey) => foreignLines(key, [{ name: pluginName('far'), salt: 51 }])

  test('is imported without a network by the word of each key for the next; older bundles still are', async ({ assert }) => {
    const client = await PluginClient.create()
    const known = async () => {
      const { keys, former } = JSON.parse(await readFile(client.path(PROFILE), 'utf8'))
      return { key: keys[ORIGIN], former: former?.[ORIGIN] ?? [] }
    }
    const importing = async (content: string, dir: string) => {
      await writeFile(client.path('far.bundle'), content)
      return client.run(['bundle', 'import', client.path('far.bundle'), '--dir', dir], { env: { RIALTO_REGISTRY: ORIGIN } })
    }
    try {
      await mkdir(client.path('config/rialto'), { recursive: true })
      await writeFile(client.path(PROFILE), JSON.stringify({ tokens: {}, keys: { [ORIGIN]: first.publicKey } }), { mode: 0o600 })

      const unexplained = await importing(ended(lines(third), third), 'none')
      assert.equal(unexplained.code, 3, unexplained.out)
      assert.deepEqual(await known(), { key: first.publicKey, former: [] })

      const taken = await importing(ended(tellingKeys(lines(third), rotated(first, second, third)), third), 'new')
      assert.equal(taken.code, 0, taken.out + taken.err)
      assert.deepEqual(await known(), { key: third.publicKey, former: [second.publicKey, first.publicKey] })

      const older = await importing(ended(lines(first), first), 'old')
      assert.equal(older.code, 0, older.out + older.err)
      assert.equal((await known()).key, third.publicKey, 'which does not lead back')
      assert.equal((await importing(ended(lines(stranger), stranger), 'none')).code, 3)
    } finally {
      await client.remove()
    }
  })

  test('holds with versions and entries that any of these keys signed', async ({ assert }) => {
    const chain = rotated(first, second, third)
    const made = (by: SigningKey, end: SigningKey) => ended(tellingKeys(lines(by), chain), end)
    for (const by of [first, second, third]) {
      const { key, successors } = await check(made(by, third), first)
      assert.equal(key, third.publicKey)
      assert.deepEqual(successors, [second.publicKey, third.publicKey])
    }
    assert.lengthOf((await check(made(second, second), first)).versions, 1, 'also one from between')
  })

  test('is refused where a link is forged, cut or revoked, or leads the other way', async ({ assert }) => {
    const revokedAt = '2026-01-01T00:00:00.000Z'
    const [word, wrong] = [keyRow(second, first).endorsement, keyRow(second, stranger).endorsement]
    const last = keyRow(third, second)
    const revoked = (key: SigningKey): Lines => [logLine(third, { seq: 90, event: 'key_revoked', payload: { public_key: key.publicKey } })]
    const chains: Record<string, [unknown, Lines?, SigningKey?]> = {
      'a stranger’s signature in the old key’s name': [[last, keyRow(second, first, { endorsement: wrong })]],
      'the old key’s signature of another rotation': [[last, keyRow(second, first, { endorsement: last.endorsement })]],
      'the old key’s signature under another key': [[keyRow(third, first, { endorsement: word })]],
      'the old key’s word, padded': [[last, keyRow(second, first, { endorsement: ` ${word}` })]],
      'a word merely claimed': [[last, keyRow(second, undefined, { endorsed_by: first.publicKey })]],
      'no word of the first': [[last, keyRow(second)]],
      'a missing link': [[last, keyRow(first)]],
      'no links at all': [[]],
      'the trusted key revoked': [[last, keyRow(second, first), keyRow(first, undefined, { revoked_at: revokedAt })]],
      'a key between revoked': [[last, keyRow(second, first, { revoked_at: revokedAt })]],
      'the last key revoked': [[keyRow(third, second, { revoked_at: revokedAt }), keyRow(second, first)]],
      'the trusted key revoked by the log': [rotated(first, second, third), revoked(first)],
      'a key between revoked by the log': [rotated(first, second, third), revoked(second)],
      'the way back': [rotated(third, second, first)],
      'a chain to somebody else': [rotated(first, stranger)],
      'a key twice': [[...rotated(first, second, third), keyRow(second, first)]],
      'more keys than there can be': [[...rotated(first, second, third), ...Array.from({ length: 200 }, () => keyRow(stranger))]],
      'a key that is none': [[...rotated(first, second, third), { ...keyRow(stranger), public_key: 'AAAA' }]],
      'a list that is none': [{ 0: last }],
      'rows that are none': [[null]],
    }
    assert.lengthOf((await check(ended(tellingKeys(lines(third), rotated(first, second, third)), third), first)).versions, 1)
    for (const [what, [keys, more = [], end = third]] of Object.entries(chains)) {
      const [header, ...rest] = tellingKeys(lines(third), keys)
      const said = await check(ended([header!, ...more, ...rest], end), first).catch((error: unknown) => error)
      assert.instanceOf(said, BundleProblem, `taken in spite of ${what}`)
    }
    const cut = ended(tellingKeys(lines(third), rotated(first, second, third)), third).replace(word!, wrong!)
    await assert.rejects(() => check(cut, first), BundleProblem)
  })
})

test.group('A registry that takes in bundles from before and after a rotation', (group) => {
  let client: PluginClient
  group.each.setup(async () => {
    client = await PluginClient.create()
    return () => client.remove()
  })
  const importing = async (content: string, key: SigningKey) => {
    await writeFile(client.path('far.bundle'), content)
    return aceJson(RegistryImportBundle, client.path('far.bundle'), `--trust-key=${key.publicKey}`, '--approve')
  }

  test('knows the same publishers again, by either key, and nobody who merely claims the old one', async ({ assert }) => {
    const [old, fresh, rival] = [newKey(), newKey(), newKey()]
    const name = pluginName('far')
    const made = (version: string, keys: unknown, by: SigningKey) => {
      const lines = foreignLines(by, [{ name, version, salt: Number(version.split('.')[0]) + 60 }])
      return ended(tellingKeys(lines, keys), by)
    }
    assert.equal((await importing(ended(foreignLines(old, [{ name, salt: 61 }]), old), old)).code, 0)

    const vouching = logLine(rival, {
      ...{ seq: 80, event: 'registry_key_rotated' },
      payload: { public_key: rival.publicKey, before: old.publicKey },
    })
    const [header, ...rest] = tellingKeys(foreignLines(rival, [{ name, version: '2.0.0', salt: 62 }]), [
      keyRow(rival, old, { endorsement: keyRow(rival, rival).endorsement }),
      keyRow(old),
    ])
    const claimed = await importing(ended([header!, vouching, ...rest], rival), rival)
    assert.deepInclude(claimed, { error_code: 'BUNDLE_CONFLICTS', code: 1 })

    const chain = rotated(old, fresh)
    const byOld = await importing(made('2.0.0', chain, fresh), old)
    assert.equal(byOld.code, 0, JSON.stringify(byOld))
    const byFresh = await importing(made('3.0.0', chain, fresh), fresh)
    assert.equal(byFresh.code, 0, JSON.stringify(byFresh))
    assert.lengthOf(
      await db
        .from('publishers')
        .where('name', 'Acme (far.example)')
        .whereIn('id', db.from('plugins').where('name', name).select('publisher_id')),
      1
    )
    assert.lengthOf(await db.from('plugin_versions').whereIn('plugin_id', db.from('plugins').where('name', name).select('id')), 3)
  })

  test('what is let out here tells of the keys before, and is taken by who knows one of them', async ({ assert }) => {
    const name = pluginName()
    await releasePlugin(await somebody(), { name })
    const present = await db.transaction((trx) => platformKey(trx, 'registry'))
    const former = newKey()
    const row = { id: newId(), owner_kind: 'registry', publisher_id: null, algorithm: 'ed25519', public_key: former.publicKey }
    await db.table('signing_keys').insert({ ...row, created_at: new Date(0) })
    const { lockfile } = await resolveQuestion({ requires: [{ name, range: '*' }] })
    const exported = async () => text(Readable.from((await app.container.make(ExportBundle)).lines(lockfile!)))
    try {
      await assert.rejects(async () => check(await exported(), former), BundleProblem)
      await db.transaction((trx) => endorseKey(trx, present.publicKey, former))
      const { successors } = await check(await exported(), former)
      assert.deepEqual(successors, [present.publicKey])
      assert.deepEqual((await check(await exported(), present)).successors, [])
    } finally {
      await db.from('signing_keys').where('id', present.id).update({ endorsed_by: null, endorsement: null })
    }
  })
})
