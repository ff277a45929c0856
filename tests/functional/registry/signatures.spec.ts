import { randomBytes } from 'node:crypto'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import { createUser } from '#tests/support/users'
import { isSignedBy, signingKeyFrom } from '#registry/signing/ed25519'
import { signedStatement } from '#registry/signing/signed_statement'
import { VerifyVersion } from '#registry/signing/verify_version'
import { ReleaseFirstParty } from '#registry/actions/release_first_party'
import { ApproveVersion } from '#registry/actions/approve_version'
import { systemActor } from '#core/actor'
import { pluginManifest, pluginModule, pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { parseManifest } from '#runtime/manifest/parse_manifest'
import type { ApiClient } from '@japa/api-client'

const verify = async (name: string) => (await app.container.make(VerifyVersion)).handle(name)
const releaseOwn = async (name: string) => {
  const release = await app.container.make(ReleaseFirstParty)
  const artifact = () => Promise.resolve(pluginModule())
  return release.handle({ manifest: parseManifest(pluginManifest({ name })), artifact, readme: '# How it counts' })
}
const badgesOf = async (client: ApiClient, name: string) => (await client.get(`/api/v1/plugins/${name}/badges`)).body().badges as string[]
/** A module nobody else publishes, so that its file may be damaged. */
const ownSalt = () => randomBytes(4).readUInt32LE() % 1_000_000

test.group('Signatures of plugins', () => {
  test('what the registry lets out it signs: name, version and sha-256', async ({ assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    await releasePlugin(user, { name })
    const { signatures, isIntact, isSigned, isLogged, sha256 } = await verify(name)
    assert.isTrue(isIntact)
    assert.isTrue(isLogged)
    assert.isFalse(isSigned, 'its author signed nothing')
    assert.lengthOf(signatures, 1)
    const [{ kind, isValid, publicKey, keyId }] = signatures
    assert.deepEqual([kind, isValid], ['registry', true])
    const row = await db.from('version_signatures').where('key_id', keyId).orderBy('signed_at', 'desc').firstOrFail()
    assert.isTrue(isSignedBy(publicKey, `rialto-plugin-v1\n${name}\n1.0.0\n${sha256}`, row.signature))
    assert.isFalse(isSignedBy(publicKey, `rialto-plugin-v1\n${name}\n1.0.1\n${sha256}`, row.signature))
  })

  test('what waits for a moderator is not signed', async ({ assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const { id } = await releasePlugin(user, { name: pluginName() }, { isApproved: false })
    assert.lengthOf(await db.from('version_signatures').where('version_id', id), 0)
    const approve = await app.container.make(ApproveVersion)
    await approve.handle({ actor: systemActor('test'), versionId: id, reasonCode: 'meets_rules', publicReason: 'Fine' })
    assert.lengthOf(await db.from('version_signatures').where('version_id', id), 1)
  })

  test('the platform signs its own plugins as their author too; only they are official', async ({ client, assert }) => {
    const name = pluginName()
    await releaseOwn(name)
    const { isSigned, signatures } = await verify(name)
    assert.isTrue(isSigned)
    assert.include((await client.get(`/plugins/${name}`)).text(), 'How it counts</h')
    assert.deepEqual(signatures.map(({ kind, owner }) => [kind, owner]).sort(), [
      ['author', 'Rialto'],
      ['registry', 'registry'],
    ])
    assert.includeMembers(await badgesOf(client, name), ['official', 'signed'])

    const { user } = await createUser({ platform: ['superadmin'] })
    const theirs = pluginName()
    await releasePlugin(user, { name: theirs })
    assert.notIncludeMembers(await badgesOf(client, theirs), ['official'])
    assert.notIncludeMembers(await badgesOf(client, theirs), ['signed'])
  })

  test('publishing the same version again changes nothing', async ({ assert }) => {
    const name = pluginName()
    assert.isTrue((await releaseOwn(name)).isNew)
    assert.isFalse((await releaseOwn(name)).isNew)
    assert.lengthOf((await verify(name)).signatures, 2)
  })

  test("nobody publishes under the platform's names, the platform not under anybody's", async ({ assert }) => {
    const { user } = await createUser({ platform: ['superadmin'] })
    const [own, theirs] = [pluginName(), pluginName()]
    await releaseOwn(own)
    await assert.rejects(() => releasePlugin(user, { name: own, version: '2.0.0' }), /another publisher/)
    await releasePlugin(user, { name: theirs })
    await assert.rejects(() => releaseOwn(theirs), /another publisher/)
  })

  test('damaged bytes, a foreign signature and a revoked key are found', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    const { id } = await releasePlugin(user, { name, salt: ownSalt() })
    const key = signingKeyFrom(randomBytes(32))
    const publisher = await db.from('publishers').where('user_id', user.id).firstOrFail()
    const [row] = await db
      .table('signing_keys')
      .insert({
        id: crypto.randomUUID(),
        owner_kind: 'publisher',
        publisher_id: publisher.id,
        algorithm: 'ed25519',
        public_key: key.publicKey,
      })
      .returning('id')
    const { sha256 } = await verify(name)
    const signature = key.sign(signedStatement({ name: 'something-else', version: '1.0.0', sha256 }))
    await db.table('version_signatures').insert({ version_id: id, key_id: row.id ?? row, kind: 'author', signature })
    const author = async () => (await verify(name)).signatures.find(({ kind }) => kind === 'author')!
    assert.match((await author()).problem!, /not that of this name/)

    await db
      .from('version_signatures')
      .where({ version_id: id, kind: 'author' })
      .update({ signature: key.sign(signedStatement({ name, version: '1.0.0', sha256 })) })
    assert.isTrue((await verify(name)).isSigned)
    assert.include(await badgesOf(client, name), 'signed')
    await db.from('signing_keys').where('public_key', key.publicKey).update({ revoked_at: new Date() })
    assert.equal((await author()).problem, 'The key was revoked')
    assert.notInclude(await badgesOf(client, name), 'signed')

    const blob = await db.from('blobs').where('digest', sha256).firstOrFail()
    await drive.use().put(blob.storage_key, new Uint8Array([1, 2, 3]))
    const damaged = await verify(name)
    assert.isFalse(damaged.isIntact)
    assert.isFalse(damaged.isSigned)
  })

  test('nonsense instead of a key or a signature is no signature', ({ assert }) => {
    const key = signingKeyFrom(Buffer.alloc(32, 7))
    assert.isTrue(isSignedBy(key.publicKey, 'text', key.sign('text')))
    for (const [publicKey, signature] of [
      ['', ''],
      ['AAAA', key.sign('text')],
      [key.publicKey, 'AAAA'],
      [key.publicKey, ''],
    ]) {
      assert.isFalse(isSignedBy(publicKey, 'text', signature))
    }
    assert.throws(() => signingKeyFrom(Buffer.alloc(16)), /32 bytes/)
    assert.throws(() => signedStatement({ name: 'a\nb', version: '1', sha256: '' }), /one line/)
  })
})
