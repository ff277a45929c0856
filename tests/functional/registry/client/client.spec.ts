import { generateKeyPairSync } from 'node:crypto'
import { readFile, readdir, rm, stat, writeFile, mkdir } from 'node:fs/promises'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import SealLog from '#registry/log/seal_log'
import { ApproveVersion } from '#registry/actions/approve_version'
import { systemActor } from '#core/actor'
import { appUrl } from '#config/app'
import { printable } from '#core/commands/printable'
import { integrityOf } from '#registry/dependencies/lockfile/lockfile'
import { signedStatement } from '#registry/signing/signed_statement'
import { addAuthorKey } from '#tests/support/author_keys'
import { signingKeyFrom } from '#registry/signing/ed25519'
import { PluginClient } from '#tests/support/plugin_client'
import { programToken, somebody } from '#tests/support/publishing'
import { actorOf, pluginManifest, pluginModule, pluginName, sha256 } from '#tests/support/plugin_uploads'
import { releaseAll } from '#tests/support/registry_index'
import { withdraw } from '#tests/support/withdrawals'
import { needs } from '#tests/unit/registry/dependencies/small_registries'
import { YankVersion } from '#registry/actions/yank_version'
import type { Lockfile } from '#registry/dependencies/lockfile/lockfile'
import type User from '#identity/models/user'

const seal = () => new SealLog().handle()

async function approve(versionId: string) {
  const action = await app.container.make(ApproveVersion)
  await action.handle({ actor: systemActor('test'), versionId, reasonCode: 'meets_rules', publicReason: 'Fine' })
}

async function writeSources(client: PluginClient, spec: { name: string; version?: string; salt?: number }) {
  const folder = client.path('source')
  await mkdir(folder, { recursive: true })
  await writeFile(`${folder}/plugin.json`, JSON.stringify(pluginManifest(spec)))
  await writeFile(`${folder}/plugin.wasm`, pluginModule(spec))
  await writeFile(`${folder}/README.md`, '# Hello\n\nFrom the client.')
  return folder
}

const signIn = async (user: User, scopes: string[]) => (await programToken(user, { scopes })).secret

test.group('The client of the plugin registry', (group) => {
  let client: PluginClient
  group.each.setup(async () => {
    client = await PluginClient.create()
    return () => client.remove()
  })

  test('publishes inline and in two steps, with readme, and yanks', async ({ assert }) => {
    const user = await somebody()
    const name = pluginName()
    const token = await signIn(user, ['publish-new', 'publish-update', 'yank'])
    const login = await client.run(['login'], { input: `${token}\n` })
    assert.equal(login.code, 0, login.err)
    assert.equal((await stat(client.path('config/rialto/plugin-client.json'))).mode & 0o777, 0o600)

    const folder = await writeSources(client, { name })
    const first = await client.run(['publish', folder])
    assert.deepInclude(first.data, { plugin: name, version: '1.0.0', status: 'pending_review', checksum: sha256(pluginModule({})) })
    await writeSources(client, { name, version: '1.1.0', salt: 4 })
    const second = await client.run(['publish', folder, '--two-step'])
    assert.deepInclude(second.data, { version: '1.1.0', status: 'pending_review' }, second.out + second.err)
    const again = await client.run(['publish', folder])
    assert.deepInclude(again.data, { error_code: 'VERSION_EXISTS' })
    assert.equal(again.code, 1)
    await approve(first.data.version_id!)
    await approve(second.data.version_id!)

    const info = await client.run(['info', name])
    assert.equal(String(info.data.version), '1.1.0')
    const found = await client.run(['search', name])
    assert.deepEqual(
      (found.data.plugins as unknown as { name: string }[]).map((plugin) => plugin.name),
      [name]
    )
    const yanked = await client.run(['yank', `${name}@1.1.0`, '--reason', 'Wrong sums'])
    assert.equal(yanked.code, 0, yanked.out)
    const row = await db.from('plugin_versions').where({ id: second.data.version_id }).firstOrFail()
    assert.deepEqual([row.status, row.yank_reason], ['yanked', 'Wrong sums'])
    assert.equal((await client.run(['yank', `${name}@1.0.0`], { env: { RIALTO_TOKEN: await signIn(await somebody(), ['yank']) } })).code, 1)
  })

  test('installs what fits together, keeps it, verifies it, and notices every change', async ({ assert }) => {
    const [shop, tax] = [pluginName('shop'), pluginName('tax')]
    await releaseAll(await somebody(), [
      { name: tax, version: '1.0.0', salt: 1 },
      { name: tax, version: '1.4.0', salt: 2 },
      { name: tax, version: '2.0.0', salt: 3 },
      { name: shop, version: '1.2.0', salt: 4, needs: needs(`runtime ${tax} ^1`) },
    ])
    await seal()
    const installed = await client.run(['install', `${shop}@^1`])
    assert.equal(installed.code, 0, installed.out + installed.err)
    const lock = JSON.parse(await readFile(client.path('plugins/rialto-lock.json'), 'utf8')) as Lockfile
    assert.deepEqual(
      lock.plugins.map(({ name, version }) => `${name} ${version}`),
      [`${tax} 1.4.0`, `${shop} 1.2.0`]
    )
    const module = client.path('plugins', tax, '1.4.0', 'plugin.wasm')
    assert.equal(sha256(await readFile(module)), lock.plugins[0]!.digest)
    assert.deepInclude((await client.run(['verify', '--log'])).data, { ok: true })
    assert.deepEqual((await client.run(['install'])).data.brought, [] as never)

    await writeFile(module, pluginModule({ salt: 99 }))
    const tampered = await client.run(['verify'])
    assert.equal(tampered.code, 3)
    assert.include(tampered.out, 'its bytes were changed')
    assert.deepEqual((await client.run(['install', '--frozen'])).data.brought, [`${tax} 1.4.0`] as never)
    assert.equal((await client.run(['verify'])).code, 0)

    const signatures = client.path('plugins', tax, '1.4.0', 'signatures.json')
    await writeFile(signatures, (await readFile(signatures, 'utf8')).replaceAll('1.4.0', '1.4.1'))
    assert.equal((await client.run(['verify'])).code, 3)

    const path = client.path('plugins/rialto-lock.json')
    await writeFile(path, (await readFile(path, 'utf8')).replace('1.4.0', '1.0.0'))
    const edited = await client.run(['install', '--frozen'])
    assert.equal(edited.code, 3)
    assert.match(String(edited.data.error), /changed after it was written/)
  })

  test('updates, goes back, and installs elsewhere by the lockfile alone', async ({ assert }) => {
    const user = await somebody()
    const name = pluginName()
    await releaseAll(user, [{ name, version: '1.0.0', salt: 1 }])
    await client.run(['install', name])
    await releaseAll(user, [{ name, version: '1.1.0', salt: 2 }])
    assert.deepEqual((await client.run(['install'])).data.changes, [] as never, 'what is locked stays')
    const updated = await client.run(['update', name])
    assert.deepInclude((updated.data.changes as unknown as object[])[0], { name, change: 'updated', from: '1.0.0', to: '1.1.0' })
    assert.equal((await client.run(['rollback'])).code, 0)
    assert.deepEqual(await readdir(client.path('plugins', name)), ['1.0.0', '1.1.0'])
    assert.include(await readFile(client.path('plugins/rialto-lock.json'), 'utf8'), '"1.0.0"')

    const yank = await app.container.make(YankVersion)
    await yank.handle({ actor: actorOf(user), plugin: name, version: '1.0.0' })
    const other = await PluginClient.create()
    await mkdir(other.path('plugins'))
    await writeFile(other.path('plugins/rialto-lock.json'), await readFile(client.path('plugins/rialto-lock.json')))
    const frozen = await other.run(['install', '--frozen'])
    assert.equal(frozen.code, 0, `${frozen.out} yanked versions stay where they are locked`)
    assert.equal((await other.run(['verify'])).code, 0)
    await other.remove()
  })

  test('signs as the author, with a key the registry knows', async ({ client: api, assert }) => {
    const user = await somebody()
    const { privateKey } = generateKeyPairSync('ed25519')
    const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
    const folder = await writeSources(client, { name: pluginName(), salt: 6 })
    const pem = client.path('author.pem')
    await writeFile(pem, privateKey.export({ format: 'pem', type: 'pkcs8' }))
    const env = { RIALTO_TOKEN: await signIn(user, ['publish-new']) }
    const unknown = await client.run(['publish', folder, '--sign', pem], { env })
    assert.equal(unknown.code, 1, 'nobody knows the key')
    await addAuthorKey(api, user, signingKeyFrom(seed))
    const published = await client.run(['publish', folder, '--sign', pem], { env })
    assert.equal(published.code, 0, published.out)
    const rows = await db.from('version_signatures').where({ version_id: published.data.version_id, kind: 'author' })
    assert.lengthOf(rows, 1)
    assert.equal((await client.run(['publish', folder, '--sign', `${folder}/plugin.json`], { env })).code, 1)
  })

  test('is handed out by the instance itself', async ({ client: browser, assert }) => {
    const whole = await browser.get('/rialto-plugin.mjs')
    whole.assertStatus(200)
    assert.equal(whole.text(), await readFile(app.makePath('bin/rialto-plugin.mjs'), 'utf8'))
    const again = await browser.get('/rialto-plugin.mjs').header('if-none-match', whole.header('etag')!)
    again.assertStatus(304)
  })

  test('believes no folder that somebody filled and signed with a key of their own', async ({ assert }) => {
    const name = pluginName()
    await releaseAll(await somebody(), [{ name, version: '1.0.0', salt: 8 }])
    await client.run(['install', name])
    await rm(client.path('config'), { recursive: true })
    const home = client.path('plugins', name, '1.0.0')
    const [forged, stranger] = [pluginModule({ salt: 88 }), signingKeyFrom(Buffer.alloc(32, 5))]
    const digest = sha256(forged)
    const statement = signedStatement({ name, version: '1.0.0', sha256: digest })
    const row = {
      kind: 'registry',
      owner: 'registry',
      public_key: stranger.publicKey,
      signature: stranger.sign(statement),
      revoked_at: null,
    }
    const lockPath = client.path('plugins/rialto-lock.json')
    const lock = JSON.parse(await readFile(lockPath, 'utf8')) as Lockfile
    lock.plugins[0]!.digest = digest
    lock.integrity = integrityOf({ ...lock })
    await writeFile(lockPath, JSON.stringify(lock))
    await writeFile(`${home}/plugin.wasm`, forged)
    const signed = { plugin: name, version: '1.0.0', sha256: digest, size: forged.length, signatures: [row] }
    await writeFile(`${home}/signatures.json`, JSON.stringify(signed))
    for (const words of [['verify'], ['install', '--frozen'], ['verify']]) {
      const { code, out } = await client.run(words)
      assert.equal(code, 3, `${words.join(' ')}: ${out}`)
    }
    await rm(client.path('plugins'), { recursive: true })
    await client.run(['install', name])
    await rm(client.path('config'), { recursive: true })
    assert.equal((await client.run(['verify'])).code, 0, 'what the registry signed is believed on a new machine')
  })

  test('understands options before the command, says what a disk refuses, and keeps control characters off a terminal', async ({
    assert,
  }) => {
    const name = pluginName()
    await releaseAll(await somebody(), [{ name, version: '1.0.0', salt: 9 }])
    assert.equal((await client.run(['--registry', appUrl, 'info', name], { env: { RIALTO_REGISTRY: '' } })).code, 0)
    const folder = await client.run(['bundle', 'verify', '.', `--key=${Buffer.alloc(32, 1).toString('base64')}`])
    assert.deepEqual([folder.code, String(folder.data.error_code)], [1, 'EISDIR'], folder.err)
    assert.equal(printable('a\u001b]0;x\u0007\u009b2Jb\tc\nd\r'), 'a]0;x2Jb\tc\nd')
  })

  test('refuses what was taken down, a key that is not the known one, and plain http', async ({ assert }) => {
    const name = pluginName()
    const user = await somebody()
    await releaseAll(user, [{ name, version: '1.0.0', salt: 7 }])
    await seal()
    await client.run(['install', name])
    const foreign = await client.run(['verify', '--key', Buffer.alloc(32, 1).toString('base64')])
    assert.equal(foreign.code, 3)
    assert.include(foreign.out, 'not signed with the key known')

    const { id } = await db.from('plugins').where('name', name).firstOrFail()
    await withdraw({ actor: systemActor('test'), pluginId: id, act: 'take_down' })
    await seal()
    assert.equal((await client.run(['verify'])).code, 0, 'the bytes are still what was signed')
    const told = await client.run(['verify', '--log'])
    assert.equal(told.code, 3)
    assert.include(told.out, 'took it back')
    await rm(client.path('plugins', name), { recursive: true })
    const frozen = await client.run(['install', '--frozen'])
    assert.equal(frozen.code, 1)
    assert.include(['VERSION_NOT_FOUND', 'PLUGIN_NOT_FOUND'], frozen.data.error_code as unknown as string)

    const plain = await client.run(['search', 'x'], { env: { RIALTO_REGISTRY: 'http://registry.example.com' } })
    assert.equal(plain.code, 3)
    const nobody = await client.run(['search', 'x'], { env: { RIALTO_REGISTRY: 'http://127.0.0.1:1' } })
    assert.deepEqual([nobody.code, nobody.data.error_code], [4, 'UNREACHABLE'] as never)
    assert.equal((await client.run(['install', name, '--fast'])).code, 2)
    assert.equal((await client.run(['dance'])).code, 2)
  })
})
