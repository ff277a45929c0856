import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import RegistryExportBundle from '#commands/registry_export_bundle'
import RegistryImportBundle from '#commands/registry_import_bundle'
import { ExportBundle } from '#registry/bundles/export_bundle'
import { BundleProblem, type BundleLine } from '#registry/bundles/format/bundle_lines'
import { verifyBundle } from '#registry/bundles/format/verify_bundle'
import { resolveQuestion } from '#registry/dependencies/queries/resolve_question'
import type { SigningKey } from '#registry/signing/ed25519'
import { ended, foreignLines, newKey, textOf, type Lines } from '#tests/support/foreign_bundle'
import { aceJson } from '#tests/support/ace'
import { PluginClient } from '#tests/support/plugin_client'
import { pluginModule, pluginName, releasePlugin, sha256 } from '#tests/support/plugin_uploads'
import { releaseAll } from '#tests/support/registry_index'
import { somebody } from '#tests/support/publishing'
import { I32, i32, ModuleBuilder } from '#tests/unit/runtime/module_builder'
import { needs } from '#tests/unit/registry/dependencies/small_registries'

test.group('Bundles of plugins', (group) => {
  let client: PluginClient
  group.each.setup(async () => {
    client = await PluginClient.create()
    return () => client.remove()
  })
  const importing = (file: string, key: SigningKey, ...more: string[]) =>
    aceJson(RegistryImportBundle, file, `--trust-key=${key.publicKey}`, ...more)

  test('hold a plugin and what it needs, the same bytes each time, and are installed without a network', async ({ assert }) => {
    const [base, top] = [pluginName('base'), pluginName('top')]
    await releaseAll(await somebody(), [
      { name: base, version: '1.0.0', salt: 1 },
      { name: top, version: '1.0.0', salt: 2, needs: needs(`runtime ${base} ^1`) },
    ])
    const file = client.path('one.bundle')
    const exported = await aceJson(RegistryExportBundle, file, top)
    assert.deepInclude(exported, { plugins: 2, code: 0 })
    const key = `--key=${String(exported.key)}`
    const other = await client.run(['bundle', 'export', 'two.bundle', top])
    assert.equal(other.code, 0, other.out)
    const { id } = await db
      .from('plugin_versions as v')
      .join('plugins as p', 'p.id', 'v.plugin_id')
      .where('p.name', base)
      .select('v.id')
      .first()
    assert.lengthOf(await db.from('download_uniques').where('version_id', id), 1, 'each counts as downloaded')
    assert.equal(await readFile(file, 'utf8'), await readFile(client.path('two.bundle'), 'utf8'))

    const offline = { env: { RIALTO_REGISTRY: 'http://127.0.0.1:1' } }
    assert.deepInclude((await client.run(['bundle', 'verify', file, key], offline)).data, { ok: true })
    const installed = await client.run(['bundle', 'import', file, key], offline)
    assert.equal(installed.code, 0, installed.out)
    assert.equal((await client.run(['verify', key], offline)).code, 0)
    assert.equal((await client.run(['bundle', 'verify', file, `--key=${newKey().publicKey}`], offline)).code, 3)
  })

  test("come in through the gate as another registry's publishers, once", async ({ assert }) => {
    const key = newKey()
    const [one, two] = [pluginName('far'), pluginName('far')]
    const file = client.path('far.bundle')
    await writeFile(
      file,
      ended(
        foreignLines(key, [
          { name: one, salt: 11 },
          { name: two, salt: 12 },
        ]),
        key
      )
    )
    const taken = await importing(file, key, '--approve')
    assert.deepEqual(taken.versions, [
      { plugin: one, version: '1.0.0', status: 'published' },
      { plugin: two, version: '1.0.0', status: 'published' },
    ])
    const rows = await db
      .from('plugins as p')
      .join('publishers as b', 'b.id', 'p.publisher_id')
      .join('plugin_versions as v', 'v.plugin_id', 'p.id')
      .whereIn('p.name', [one, two])
      .select('b.name', 'b.user_id', 'v.provenance')
    assert.deepEqual(
      rows.map(({ name, user_id: user }) => [name, user]),
      [
        ['Acme (far.example)', null],
        ['Acme (far.example)', null],
      ]
    )
    assert.equal(rows[0].provenance.registry_key, key.publicKey)
    const again = await importing(file, key)
    assert.deepEqual(
      (again.versions as { status: string }[]).map(({ status }) => status),
      ['known', 'known']
    )
  })

  test('are refused whole where they disagree with what is here', async ({ assert }) => {
    const key = newKey()
    const [fresh, local, known] = [pluginName('new'), pluginName('own'), pluginName('far')]
    await releasePlugin(await somebody(), { name: local })
    const file = client.path('far.bundle')
    const tryOut = async (lines: Lines, by = key) => {
      await writeFile(file, ended(lines, by))
      return importing(file, by, '--approve')
    }
    assert.equal((await tryOut(foreignLines(key, [{ name: known, salt: 21 }]))).code, 0)
    const cases: [string, Lines, SigningKey?][] = [
      [
        'belongs to somebody else',
        foreignLines(key, [
          { name: fresh, salt: 22 },
          { name: local, version: '2.0.0' },
        ]),
      ],
      [
        'with other bytes',
        foreignLines(key, [
          { name: fresh, salt: 22 },
          { name: known, salt: 23 },
        ]),
      ],
      [
        'belongs to somebody else',
        foreignLines(key, [
          { name: fresh, salt: 22 },
          { name: known, version: '2.0.0', slug: 'rival' },
        ]),
      ],
    ]
    const stranger = newKey()
    cases.push([
      'belongs to somebody else',
      foreignLines(stranger, [
        { name: fresh, salt: 22 },
        { name: known, version: '2.0.0' },
      ]),
      stranger,
    ])
    for (const [words, lines, by] of cases) {
      const refused = await tryOut(lines, by)
      assert.deepInclude(refused, { error_code: 'BUNDLE_CONFLICTS', code: 1 })
      assert.include(String(refused.error), words)
    }
    assert.lengthOf(await db.from('plugins').where('name', fresh), 0)
    const broken = foreignLines(key, [{ name: fresh, salt: 22 }]).map((line) => {
      if (line.kind === 'version') return { ...line, description: 'Another one than the manifest says' }
      return line
    })
    assert.equal((await tryOut(broken)).code, 1)
    assert.lengthOf(await db.from('plugins').where('name', fresh), 0)
  })

  test('meet the gate and the kill switch of this platform, before anything is written', async ({ assert }) => {
    const key = newKey()
    const [fresh, bad] = [pluginName('new'), pluginName('bad')]
    const file = client.path('far.bundle')
    const salt = randomBytes(4).readUInt32LE() % 1_000_000
    const foreign = new ModuleBuilder().import('evil:host', 'run', [[], []]).memory(1, 1, 2)
    const module = foreign.function({ results: [I32], body: [...i32(0)], export: 'discount_v1' }).build()
    await writeFile(
      file,
      ended(
        foreignLines(key, [
          { name: fresh, salt },
          { name: bad, module },
        ]),
        key
      )
    )
    const refused = await importing(file, key, '--approve')
    assert.deepInclude(refused, { error_code: 'VALIDATION_FAILED', code: 1 })
    assert.lengthOf(await db.from('plugins').whereIn('name', [fresh, bad]), 0)

    await writeFile(file, ended(foreignLines(key, [{ name: fresh, salt }]), key))
    const digest = sha256(pluginModule({ salt }))
    await db.table('blob_verdicts').insert({ digest, verdict: 'block', reason: 'Known to be bad' })
    assert.equal((await importing(file, key)).code, 1)
    assert.lengthOf(await db.from('plugins').where('name', fresh), 0)
    await db.from('blob_verdicts').where('digest', digest).update({ verdict: 'allow' })
    assert.equal((await importing(file, key)).code, 0)
  })

  test('are refused when anything of them is hostile', async ({ assert }) => {
    const key = newKey()
    const name = pluginName('far')
    const good = foreignLines(key, [{ name, salt: 31 }])
    const check = (content: string) => verifyBundle(Readable.from([Buffer.from(content)]), key.publicKey)
    const changed = (kind: string, change: object) =>
      good.map((line) => (line.kind === kind ? ({ ...line, ...change } as BundleLine) : line))
    const without = (kind: string) => good.filter((line) => line.kind !== kind)
    assert.lengthOf((await check(ended(good, key))).versions, 1)

    const whole = ended(good, key)
    const hostile: Record<string, string> = {
      'a path for a name': ended(changed('version', { name: '../../etc/passwd' }), key),
      'a path for a version': ended(changed('version', { version: '1.0.0/../..' }), key),
      'another digest': ended(changed('version', { digest: 'f'.repeat(64) }), key),
      'other bytes': ended(changed('bytes', { data: Buffer.from('other').toString('base64') }), key),
      'loose base64': ended(changed('bytes', { data: '!!!!' }), key),
      'a wrong size': ended(changed('version', { size: 5 }), key),
      'no signature': ended(changed('version', { signatures: [] }), key),
      'signed by a stranger': ended(foreignLines(newKey(), [{ name, salt: 31 }]), key),
      'an end signed by a stranger': ended(good, newKey()),
      'bytes twice': ended([...good, good[2]!], key),
      'a version twice': ended([good[0]!, good[1]!, good[1]!, ...good.slice(2)], key),
      'a header twice': ended([good[0]!, ...good], key),
      'no header': ended(good.slice(1), key),
      'no bytes': ended(without('bytes'), key),
      'no version': ended(without('version'), key),
      'nothing of the log': ended(without('log'), key),
      'a changed entry of the log': ended(changed('log', { payload: '{}' }), key),
      'a changed lockfile': ended(
        changed('rialto-bundle', { lockfile: { ...(good[0] as { lockfile: object }).lockfile, serial: 9 } }),
        key
      ),
      'no end': textOf(good),
      'half a file': whole.slice(0, whole.length / 2),
      'its last byte missing': whole.slice(0, -1),
      'something behind the end': whole + textOf([good[1]!]),
      'a changed byte': whole.replace('From afar', 'From afaR'),
      'no JSON': `${whole}{`,
      'a line of an unknown kind': ended([...good, { kind: 'run' } as never], key),
      'nothing': '',
    }
    for (const [what, content] of Object.entries(hostile)) {
      const said = await check(content).catch((error: unknown) => error)
      assert.instanceOf(said, BundleProblem, `taken in spite of ${what}`)
    }
    async function* endless() {
      for (;;) yield Buffer.alloc(1024 * 1024, 0x20)
    }
    await assert.rejects(() => verifyBundle(endless(), key.publicKey), /A line has more than/)
  })

  test('of what was hidden cannot be made', async ({ assert }) => {
    const name = pluginName()
    await releasePlugin(await somebody(), { name })
    const resolved = await resolveQuestion({ requires: [{ name, range: '*' }] })
    const bundle = await app.container.make(ExportBundle)
    assert.include(await text(Readable.from(bundle.lines(resolved.lockfile!))), name)
    await db.from('plugins').where('name', name).update({ status: 'taken_down' })
    await assert.rejects(() => text(Readable.from(bundle.lines(resolved.lockfile!))), /no such version/)
  })
})
