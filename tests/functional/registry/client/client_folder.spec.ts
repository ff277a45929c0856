import { spawnSync } from 'node:child_process'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { PluginClient } from '#tests/support/plugin_client'
import { forgetCounts } from '#tests/support/forget_counts'
import { pluginName } from '#tests/support/plugin_uploads'
import { releaseAll } from '#tests/support/registry_index'
import { somebody } from '#tests/support/publishing'

test.group('A folder of plugins that several runs of the client change', (group) => {
  let client: PluginClient
  group.each.setup(async () => {
    await forgetCounts()
    client = await PluginClient.create()
    return () => client.remove()
  })

  test('has in the end what each of them brought', async ({ assert }) => {
    const names = [pluginName('one'), pluginName('two'), pluginName('three')]
    await releaseAll(
      await somebody(),
      names.map((name, salt) => ({ name, version: '1.0.0', salt }))
    )
    const runs = await Promise.all([...names, names[0]!].map((name) => client.run(['install', name])))
    for (const { code, out, err } of runs) assert.equal(code, 0, out + err)
    const { plugins } = (await client.run(['list'])).data as unknown as { plugins: { name: string }[] }
    assert.sameMembers(
      plugins.map(({ name }) => name),
      names
    )
    const verified = await client.run(['verify'])
    assert.equal(verified.code, 0, verified.out)
    assert.notInclude((await readdir(client.path('plugins'))).join(' '), 'held')
  })

  test('is not held up by one that was killed, nor made by one that found nothing', async ({ assert }) => {
    const name = pluginName()
    await releaseAll(await somebody(), [{ name, version: '1.0.0' }])
    assert.equal((await client.run(['update'])).code, 1)
    assert.notInclude(await readdir(client.home), 'plugins')

    await mkdir(client.path('plugins'))
    for (const left of [String(spawnSync(process.execPath, ['-e', '0']).pid), '']) {
      await writeFile(client.path('plugins/rialto-lock.held'), left)
      const installed = await client.run(['install', name])
      assert.equal(installed.code, 0, installed.out + installed.err)
    }
    assert.notInclude((await readdir(client.path('plugins'))).join(' '), 'held')
  })
})
