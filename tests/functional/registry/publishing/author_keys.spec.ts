import { createHash } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { VerifyVersion } from '#registry/signing/verify_version'
import { canonicalJson } from '#registry/author_keys/jcs'
import { isSignedBy } from '#registry/signing/ed25519'
import { signedStatement } from '#registry/signing/signed_statement'
import { ApproveVersion } from '#registry/actions/approve_version'
import { systemActor } from '#core/actor'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken } from '#tests/support/users'
import { addAuthorKey, keyBody, KEYS_PATH, newAuthorKey } from '#tests/support/author_keys'
import { pluginName, publishBody, releasePlugin } from '#tests/support/plugin_uploads'
import { somebody, teamPlugin } from '#tests/support/publishing'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'

const publish = async (client: ApiClient, user: User, body: object) =>
  client
    .post('/api/v1/plugins/publish')
    .bearerToken(await apiToken(user))
    .json(body)
const signed = (key: ReturnType<typeof newAuthorKey>, name: string, version = '1.0.0') => {
  const body = publishBody({ name, version })
  return { ...body, signature: key.sign(signedStatement({ name, version, sha256: body.checksum })) }
}
const approve = async (versionId: string) =>
  (await app.container.make(ApproveVersion)).handle({
    ...{ actor: systemActor('test'), versionId, reasonCode: 'meets_rules', publicReason: 'Fine' },
  })
const versions = async (name: string) => db.from('plugin_versions as v').join('plugins as p', 'p.id', 'v.plugin_id').where('p.name', name)

test.group('Keys of authors', (group) => {
  group.each.setup(forgetCounts)

  test('a key is added by who has its private half, and by nobody else', async ({ client, assert }) => {
    const [user, other] = [await somebody(), await somebody()]
    const key = newAuthorKey()
    const body = await keyBody(client, user, key)
    const send = async (who: User, sent: object) =>
      client
        .post(KEYS_PATH)
        .bearerToken(await apiToken(who))
        .json(sent)
    const refused: [string, User, object][] = [
      ['proof', user, { ...body, proof: newAuthorKey().sign(body.challenge) }],
      ['proof', user, { ...body, public_key: newAuthorKey().publicKey }],
      ['challenge', user, { ...body, challenge: body.challenge.replace(/:\d+:/, ':99999999999:') }],
      ['challenge', other, body],
      ['public_key', user, { ...body, public_key: 'AAAA' }],
    ]
    for (const [field, who, sent] of refused) {
      const reply = await send(who, sent)
      reply.assertStatus(422)
      assert.equal(reply.body().details[0].field, field)
    }
    const added = await send(user, body)
    added.assertStatus(201)
    ;(await send(user, body)).assertStatus(409)
    const list = await client.get(KEYS_PATH).bearerToken(await apiToken(user))
    assert.containsSubset(list.body().keys, [{ id: added.body().id, name: 'Laptop', public_key: key.publicKey, status: 'active' }])
    assert.deepEqual((await client.get(KEYS_PATH).bearerToken(await apiToken(other))).body(), { keys: [] })
    const logged = await db.from('log_entries').where('event', 'key_added').whereLike('payload', `%${added.body().id}%`)
    assert.lengthOf(logged, 1)
  })

  test('a version signed by its author shows both signatures; one signed wrongly does not come to be', async ({ client, assert }) => {
    const [user, other] = [await somebody(), await somebody()]
    const [key, foreign] = [newAuthorKey(), newAuthorKey()]
    await addAuthorKey(client, user, key)
    await addAuthorKey(client, other, foreign)
    const name = pluginName()
    for (const wrong of [
      { ...signed(key, name), signature: signed(key, name, '1.0.1').signature },
      signed(foreign, name),
      { ...signed(key, name), signature: 'AAAA' },
    ]) {
      const reply = await publish(client, user, wrong)
      reply.assertStatus(422)
      assert.equal(reply.body().details[0].field, 'signature')
    }
    assert.lengthOf(await versions(name), 0)
    const done = await publish(client, user, signed(key, name))
    done.assertStatus(200)
    await approve(done.body().version_id)
    const verify = await app.container.make(VerifyVersion)
    const verified = await verify.handle(name, '1.0.0')
    assert.isTrue(verified.isSigned)
    const shown = await client.get(`/api/v1/plugins/${name}/versions/1.0.0/signatures`)
    const author = shown.body().signatures.find((one: { kind: string }) => one.kind === 'author')
    assert.equal(author.public_key, key.publicKey)
    assert.isTrue(isSignedBy(author.public_key, shown.body().statement, author.signature))
  })

  test('an owner signs with their own key, a maintainer with theirs', async ({ client, assert }) => {
    const team = await teamPlugin()
    const key = newAuthorKey()
    await addAuthorKey(client, team.maintainer, key)
    const body = signed(key, team.name, '1.1.0')
    ;(await publish(client, team.owner, body)).assertStatus(422)
    ;(await publish(client, team.maintainer, body)).assertStatus(200)
    assert.lengthOf(
      await db
        .from('version_signatures as s')
        .join('plugin_versions as v', 'v.id', 's.version_id')
        .where({ 'v.version': '1.1.0', 's.kind': 'author', 'v.published_by': team.maintainer.id }),
      1
    )
  })

  test('a replaced key signs nothing new and its signatures go on counting; of a revoked one they do not', async ({ client, assert }) => {
    const user = await somebody()
    const [key, next] = [newAuthorKey(), newAuthorKey()]
    const id = await addAuthorKey(client, user, key)
    const name = pluginName()
    const done = await publish(client, user, signed(key, name))
    await approve(done.body().version_id)
    const token = await apiToken(user)
    const rotated = await client
      .post(`${KEYS_PATH}/${id}/rotate`)
      .bearerToken(token)
      .json(await keyBody(client, user, next))
    rotated.assertStatus(201)
    ;(await publish(client, user, signed(key, name, '1.0.1'))).assertStatus(422)
    ;(await publish(client, user, signed(next, name, '1.0.1'))).assertStatus(200)
    const verify = await app.container.make(VerifyVersion)
    assert.isTrue((await verify.handle(name, '1.0.0')).isSigned)
    ;(
      await client
        .post(`${KEYS_PATH}/${id}/rotate`)
        .bearerToken(token)
        .json(await keyBody(client, user))
    ).assertStatus(409)
    const stranger = await apiToken(await somebody())
    ;(await client.post(`${KEYS_PATH}/${id}/revoke`).bearerToken(stranger).json({ reason: 'Mine now' })).assertStatus(404)
    ;(await client.post(`${KEYS_PATH}/${id}/revoke`).bearerToken(token).json({ reason: 'Stolen' })).assertStatus(204)
    assert.isFalse((await verify.handle(name, '1.0.0')).isSigned)
    assert.lengthOf(await db.from('log_entries').where('event', 'key_revoked').whereLike('payload', `%${id}%`), 1)
  })

  test('an SBOM is kept with its signature over the module and itself, and shown as it came', async ({ client, assert }) => {
    const user = await somebody()
    const key = newAuthorKey()
    await addAuthorKey(client, user, key)
    const name = pluginName()
    const body = publishBody({ name })
    const sbom = { bomFormat: 'CycloneDX', specVersion: '1.5', components: [{ name: 'a', 10: 'x', 9: 1e21, bomRef: '' }] }
    const hash = createHash('sha256').update(body.checksum).update(canonicalJson(sbom)).digest()
    const sbomSignature = key.sign(hash as unknown as string)
    const other = key.sign(createHash('sha256').update('0'.repeat(64)).update(canonicalJson(sbom)).digest() as unknown as string)
    ;(await publish(client, user, { ...body, sbom, sbom_signature: other })).assertStatus(422)
    ;(await publish(client, user, { ...body, sbom_signature: sbomSignature })).assertStatus(422)
    ;(await publish(client, user, { ...body, sbom: { ...sbom, specVersion: '1.6' }, sbom_signature: sbomSignature })).assertStatus(422)
    const done = await publish(client, user, { ...body, sbom, sbom_signature: sbomSignature })
    done.assertStatus(200)
    const path = `/api/v1/plugins/${name}/versions/1.0.0/sbom`
    ;(await client.get(path)).assertStatus(404)
    await approve(done.body().version_id)
    const shown = await client.get(path)
    shown.assertStatus(200)
    assert.deepEqual(shown.body().sbom, sbom)
    assert.containsSubset(shown.body(), {
      checksum: body.checksum,
      digest: hash.toString('hex'),
      signature: sbomSignature,
      public_key: key.publicKey,
    })
    ;(await client.get(path).header('If-None-Match', shown.header('etag')!)).assertStatus(304)

    const plain = pluginName()
    await releasePlugin(user, { name: plain })
    const without = await client.get(path.replace(name, plain))
    without.assertStatus(404)
    without.assertBodyContains({ error_code: 'SBOM_NOT_FOUND' })
    ;(await client.get(path.replace('1.0.0', '9.0.0'))).assertBodyContains({ error_code: 'VERSION_NOT_FOUND' })
  })
})
