import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import SealLog from '#registry/log/seal_log'
import { appUrl } from '#config/app'
import { newId } from '#core/ids'
import { endorseKey } from '#registry/signing/endorse_key'
import { platformKey, type KnownKey } from '#registry/signing/platform_keys'
import { rotationStatement, signedStatement } from '#registry/signing/signed_statement'
import { forgetCounts } from '#tests/support/forget_counts'
import { newKey } from '#tests/support/foreign_bundle'
import { PluginClient } from '#tests/support/plugin_client'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { somebody } from '#tests/support/publishing'
import type { SigningKey } from '#registry/signing/ed25519'

type Profile = { keys: Record<string, string>; former: Record<string, string[]> }

const { origin } = new URL(appUrl)
const keysIn = () => db.from('signing_keys')

/** A key that signed here before the present one. */
async function formerKey(): Promise<SigningKey & { id: string }> {
  const [key, id] = [newKey(), newId()]
  const row = { owner_kind: 'registry', publisher_id: null, algorithm: 'ed25519', public_key: key.publicKey }
  await db.table('signing_keys').insert({ ...row, id, created_at: new Date(0) })
  return { ...key, id }
}

async function published(by?: SigningKey & { id: string }): Promise<string> {
  const name = pluginName()
  const { id } = await releasePlugin(await somebody(), { name })
  if (!by) return name
  const version = await db.from('plugin_versions').where('id', id).select('version', 'artifact_digest').firstOrFail()
  const signature = by.sign(signedStatement({ name, version: version.version, sha256: version.artifact_digest }))
  await db.from('version_signatures').where({ version_id: id, kind: 'registry' }).update({ key_id: by.id, signature })
  return name
}

/** A machine that knows one key of the registry and nothing else. */
async function clientThatTrusts({ publicKey }: SigningKey): Promise<PluginClient> {
  const client = await PluginClient.create()
  await mkdir(client.path('config/rialto'), { recursive: true })
  const profile = { tokens: {}, keys: { [origin]: publicKey } }
  await writeFile(client.path('config/rialto/plugin-client.json'), JSON.stringify(profile), { mode: 0o600 })
  return client
}

const profileOf = async (client: PluginClient) =>
  JSON.parse(await readFile(client.path('config/rialto/plugin-client.json'), 'utf8')) as Profile
const modulesOf = async (client: PluginClient) =>
  (await readdir(client.path('plugins'), { recursive: true }).catch(() => [])).filter((file) => file.endsWith('.wasm'))

test.group('A client when the registry’s key was replaced', (group) => {
  let present: KnownKey
  group.setup(async () => {
    present = await db.transaction((trx) => platformKey(trx, 'registry'))
  })
  group.each.setup(async () => {
    await forgetCounts()
    return async () => void (await keysIn().where('id', present.id).update({ endorsed_by: null, endorsement: null }))
  })

  const endorse = (by: SigningKey) => db.transaction((trx) => endorseKey(trx, present.publicKey, by))

  test('takes the new key by the old one’s signature, keeps what that one signed, and checks the log to its end', async ({ assert }) => {
    const former = await formerKey()
    const [fresh, old] = [await published(), await published(former)]
    const client = await clientThatTrusts(former)
    try {
      const refused = await client.run(['install', fresh])
      assert.equal(refused.code, 3, refused.out)
      assert.include(refused.out, 'not signed with the key known')
      assert.isEmpty(await modulesOf(client))
      assert.equal((await profileOf(client)).keys[origin], former.publicKey)

      await endorse(former)
      const taken = await client.run(['install', fresh])
      assert.equal(taken.code, 0, taken.out + taken.err)
      assert.lengthOf(await modulesOf(client), 1)
      const { keys, former: before } = await profileOf(client)
      assert.equal(keys[origin], present.publicKey)
      assert.deepEqual(before[origin], [former.publicKey])
      const both = await client.run(['install', old])
      assert.equal(both.code, 0, both.out + both.err)
      assert.lengthOf(await modulesOf(client), 2)
      await new SealLog().handle()
      const verified = await client.run(['verify', '--log'])
      assert.equal(verified.code, 0, verified.out + verified.err)
    } finally {
      await client.remove()
    }
  })

  test('follows several replacements in a row, each by the word of the one before', async ({ assert }) => {
    const [first, second] = [await formerKey(), await formerKey()]
    await db.transaction((trx) => endorseKey(trx, second.publicKey, first))
    const client = await clientThatTrusts(first)
    try {
      const name = await published()
      assert.equal((await client.run(['install', name])).code, 3)
      await endorse(second)
      const taken = await client.run(['install', name])
      assert.equal(taken.code, 0, taken.out + taken.err)
      assert.deepEqual((await profileOf(client)).former[origin], [second.publicKey, first.publicKey])
    } finally {
      await client.remove()
    }
  })

  test('takes it by nobody else’s word, nor by that of a revoked key', async ({ assert }) => {
    const [former, stranger] = [await formerKey(), newKey()]
    const name = await published()
    const wrong: Record<string, () => Promise<unknown>> = {
      'a stranger’s signature in the old key’s name': async () => stranger.sign(rotationStatement(former.publicKey, present.publicKey)),
      'the old key’s signature of another rotation': async () => former.sign(rotationStatement(former.publicKey, stranger.publicKey)),
      'the old key’s signature of something else': async () => former.sign(present.publicKey),
      'a revoked key’s': async () => {
        await keysIn().where('id', former.id).update({ revoked_at: new Date(), revoked_reason: 'Stolen' })
        return former.sign(rotationStatement(former.publicKey, present.publicKey))
      },
    }
    for (const [what, endorsement] of Object.entries(wrong)) {
      await keysIn()
        .where('id', present.id)
        .update({ endorsed_by: former.id, endorsement: await endorsement() })
      const client = await clientThatTrusts(former)
      try {
        const refused = await client.run(['install', name])
        assert.equal(refused.code, 3, what)
        assert.isEmpty(await modulesOf(client), what)
        assert.equal((await profileOf(client)).keys[origin], former.publicKey, what)
      } finally {
        await client.remove()
      }
    }
  })

  test('the word is given once, in the public log, by a key that signed here and was not revoked', async ({ client, assert }) => {
    const told = () => db.from('log_entries').where('event', 'registry_key_endorsed').whereLike('payload', `%${present.publicKey}%`)
    const before = (await told()).length
    await endorse(newKey())
    const gone = await formerKey()
    await keysIn().where('id', gone.id).update({ revoked_at: new Date(), revoked_reason: 'Lost' })
    await endorse(gone)
    await endorse(present)
    assert.lengthOf(await told(), before)
    const former = await formerKey()
    await endorse(former)
    await endorse(former)
    assert.lengthOf(await told(), before + 1)
    const { data } = (await client.get('/api/v1/registry/keys')).body() as { data: { public_key: string; endorsed_by: string | null }[] }
    assert.equal(data.find(({ public_key: key }) => key === present.publicKey)!.endorsed_by, former.publicKey)
    assert.isNull(data.find(({ public_key: key }) => key === former.publicKey)!.endorsed_by)
  })
})
