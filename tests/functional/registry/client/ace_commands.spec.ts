import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { aceJson } from '#tests/support/ace'
import PluginInfo from '#commands/plugin_info'
import PluginPublish from '#commands/plugin_publish'
import PluginSearch from '#commands/plugin_search'
import PluginYank from '#commands/plugin_yank'
import { somebody } from '#tests/support/publishing'
import { pluginManifest, pluginModule, pluginName } from '#tests/support/plugin_uploads'

test.group('The registry from the terminal', () => {
  test('published with its readme, found, described, yanked by its owner only, and put back', async ({ assert }) => {
    const [owner, stranger] = [await somebody(), await somebody()]
    const name = pluginName()
    const folder = await mkdtemp(join(tmpdir(), 'rialto-publish-'))
    await writeFile(join(folder, 'plugin.json'), JSON.stringify(pluginManifest({ name })))
    await writeFile(join(folder, 'plugin.wasm'), pluginModule({ salt: 5 }))
    await writeFile(join(folder, 'README.md'), '# About it')
    const published = await aceJson(PluginPublish, folder, `--as=${owner.email}`, '--approve')
    assert.deepInclude(published, { plugin: name, status: 'published', code: 0 })
    const unsigned = await aceJson(PluginPublish, folder, `--as=${owner.email}`, `--sign=${join(folder, 'README.md')}`)
    assert.deepInclude(unsigned, { error_code: 'VALIDATION_FAILED', code: 1 })
    const texts = await db
      .from('version_texts as t')
      .join('plugin_versions as v', 'v.id', 't.version_id')
      .where('v.artifact_digest', String(published.checksum))
      .select('t.readme')
    assert.include(
      texts.map(({ readme }) => readme),
      '# About it'
    )
    await rm(folder, { recursive: true })

    assert.containsSubset(await aceJson(PluginSearch, name), { plugins: [{ name }], code: 0 })
    assert.containsSubset(await aceJson(PluginInfo, `${name}@1.0.0`), { name, shown: { checksum: published.checksum }, code: 0 })
    assert.deepInclude(await aceJson(PluginInfo, `${name}@3.0.0`), { error_code: 'VERSION_NOT_FOUND', code: 1 })

    assert.deepInclude(await aceJson(PluginYank, `${name}@1.0.0`, `--as=${stranger.email}`), { error_code: 'PERMISSION_DENIED', code: 1 })
    const yanked = await aceJson(PluginYank, `${name}@1.0.0`, `--as=${owner.email}`, '--reason=Wrong sums')
    assert.deepInclude(yanked, { status: 'yanked', code: 0 })
    assert.deepInclude(await aceJson(PluginYank, `${name}@1.0.0`, `--as=${owner.email}`, '--undo'), { status: 'published', code: 0 })
  })
})
