import { Readable } from 'node:stream'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { text } from 'node:stream/consumers'
import { newId } from '#core/ids'
import { BundleProblem } from '#registry/bundles/format/bundle_lines'
import { ApproveVersion } from '#registry/actions/approve_version'
import { systemActor } from '#core/actor'
import { ExportBundle } from '#registry/bundles/export_bundle'
import { isSignedBy } from '#registry/signing/ed25519'
import { platformKey } from '#registry/signing/platform_keys'
import { resolveQuestion } from '#registry/dependencies/queries/resolve_question'
import { signedStatement } from '#registry/signing/signed_statement'
import { verifyBundle } from '#registry/bundles/format/verify_bundle'
import { forgetCounts } from '#tests/support/forget_counts'
import { addAuthorKey, keyBody, KEYS_PATH, newAuthorKey } from '#tests/support/author_keys'
import { apiToken } from '#tests/support/users'
import { ended, foreignLines, logLine, newKey, type Lines } from '#tests/support/foreign_bundle'
import { pluginName, publishBody } from '#tests/support/plugin_uploads'
import { somebody } from '#tests/support/publishing'
import type { SigningKey } from '#registry/signing/ed25519'

const check = (content: string, key: SigningKey) => verifyBundle(Readable.from([Buffer.from(content)]), key.publicKey)
const vouching = (key: SigningKey, before: SigningKey[], seq = 100) => {
  const payload = { public_key: key.publicKey, before: before.map(({ publicKey }) => publicKey).join(' ') }
  return logLine(key, { seq, event: 'registry_key_rotated', payload })
}

test.group('Bundles after a key was replaced', () => {
  test('hold by the word of the new key for the old one in the log, and by nobody else’s', async ({ assert }) => {
    const [old, fresh, stranger] = [newKey(), newKey(), newKey()]
    const [header, ...rest] = foreignLines(old, [{ name: pluginName('far'), salt: 41 }])
    const bundle = (...entries: Lines) => ended([header!, ...entries, ...rest], fresh)
    assert.lengthOf((await check(bundle(vouching(fresh, [stranger, old])), fresh)).versions, 1)
    const revoked = logLine(fresh, { seq: 101, event: 'key_revoked', payload: { public_key: old.publicKey } })
    const refused: Record<string, string> = {
      'without a word for it': bundle(),
      'by the word of the old key': bundle(vouching(old, [old])),
      'by the word of a stranger': bundle(vouching(stranger, [old])),
      'about another key': bundle(vouching(fresh, [stranger])),
      'revoked since': bundle(vouching(fresh, [old]), revoked),
      'an end by the old key': ended([header!, vouching(fresh, [old]), ...rest], old),
    }
    for (const [what, content] of Object.entries(refused)) {
      const said = await check(content, fresh).catch((error: unknown) => error)
      assert.instanceOf(said, BundleProblem, `taken in spite of: ${what}`)
    }
    assert.lengthOf((await check(ended([header!, ...rest], old), old)).versions, 1, 'one from before, for who trusts the old key')
  })

  test('the registry’s new key names those before it in the public log, without revoked ones, once', async ({ assert }) => {
    const trx = await db.transaction()
    try {
      const present = await platformKey(trx, 'registry')
      const [former, gone] = [newKey().publicKey, newKey().publicKey]
      await trx.from('signing_keys').where('id', present.id).update({ public_key: former })
      const row = { owner_kind: 'registry', publisher_id: null, algorithm: 'ed25519', revoked_reason: 'Lost' }
      await trx.table('signing_keys').insert({ ...row, id: newId(), public_key: gone, revoked_at: new Date() })
      await platformKey(trx, 'registry')
      await platformKey(trx, 'registry')
      const entries = await trx.from('log_entries').where('event', 'registry_key_rotated').whereLike('payload', `%${former}%`)
      assert.lengthOf(entries, 1)
      const told = JSON.parse(entries[0].payload)
      assert.equal(told.public_key, present.publicKey)
      assert.notInclude(told.before, gone)
    } finally {
      await trx.rollback()
    }
  })

  test('an author’s retired key goes on counting in them', async ({ client, assert }) => {
    await forgetCounts()
    const [author, key, name] = [await somebody(), newAuthorKey(), pluginName()]
    const id = await addAuthorKey(client, author, key)
    const body = publishBody({ name })
    const signature = key.sign(signedStatement({ name, version: '1.0.0', sha256: body.checksum }))
    const token = await apiToken(author)
    ;(
      await client
        .post('/api/v1/plugins/publish')
        .bearerToken(token)
        .json({ ...body, signature })
    ).assertStatus(200)
    const version = db.from('plugin_versions as v').join('plugins as p', 'p.id', 'v.plugin_id').where('p.name', name)
    const { id: versionId } = await version.select('v.id').firstOrFail()
    const ruling = { actor: systemActor('test'), reasonCode: 'meets_rules', publicReason: 'Fine' }
    await (await app.container.make(ApproveVersion)).handle({ ...ruling, versionId })
    const rotated = await client
      .post(`${KEYS_PATH}/${id}/rotate`)
      .bearerToken(token)
      .json(await keyBody(client, author, newAuthorKey()))
    rotated.assertStatus(201)
    const { lockfile } = await resolveQuestion({ requires: [{ name, range: '*' }] })
    const content = await text(Readable.from((await app.container.make(ExportBundle)).lines(lockfile!)))
    const registry = await db.transaction((trx) => platformKey(trx, 'registry'))
    const { versions } = await check(content, registry)
    const own = versions[0]!.signatures.find(({ kind }) => kind === 'author')!
    assert.equal(own.public_key, key.publicKey)
    assert.isTrue(isSignedBy(own.public_key, signedStatement({ name, version: '1.0.0', sha256: body.checksum }), own.signature))
  })
})
