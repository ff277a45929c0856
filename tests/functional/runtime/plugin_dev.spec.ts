import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { buildPlugin } from '#runtime/build/build_plugin'
import { describeCycle, runDevCycle } from '#runtime/dev/dev_cycle'
import { DevInstallation } from '#runtime/dev/dev_installation'
import { FixtureRunner } from '#runtime/fixtures/fixture_runner'
import { callHook } from '#runtime/hooks/call_hook'
import { findHook, type Hook } from '#runtime/hooks/define_hook'
import { PluginHost } from '#runtime/host/plugin_host'
import { scaffoldPlugin } from '#runtime/scaffold/scaffold_plugin'
import { createTenant } from '#tests/support/users'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'

type Answer = { discounts: { line: string; percent: number; label: string }[] }

const line = { line: 'a', product_id: 'p', variant_id: 'v', category_id: 'c', sku: 'S', quantity: 1, unit_price: 1_000 }
const cart = { currency: 'RUB', lines: [line] }
/** As long as a job: a busy machine must not make these tests fail. */
const patient = () => ({ ...findHook('discount@1')!, mode: 'job', deadlineMs: 20_000 }) as Hook<typeof cart, Answer>

test.group('Developing a plugin', (group) => {
  let folder: string
  group.each.setup(async () => {
    const parent = await mkdtemp(join(tmpdir(), 'rialto-dev-'))
    folder = join(parent, 'dev-discount')
    await scaffoldPlugin({ id: 'dev-discount', folder, language: 'assemblyscript', hook: findHook('discount@1')! })
    return async () => {
      await switchOffAllPlugins()
      await rm(parent, { recursive: true, force: true })
    }
  })

  const relabel = async (from: string, to: string) => {
    const path = join(folder, 'assembly', 'index.ts')
    await writeFile(path, (await readFile(path, 'utf8')).replace(from, to))
  }

  test('a build reaches the shop without being published, the next one with the next call, and no call is dropped', async ({ assert }) => {
    const tenant = await createTenant()
    const dev = await app.container.make(DevInstallation)
    await (await app.container.make(PluginHost)).whenReady()
    const labels = async () =>
      (await callHook(patient(), { tenantIds: [tenant.id], input: cart })).map(({ output }) => output.discounts[0].label)

    const first = await dev.put(await buildPlugin(folder), tenant.id)
    assert.match(first.version, /^0\.1\.0-dev\.[0-9a-f]{8}$/)
    assert.deepEqual(await labels(), ['−5 %'])

    await relabel('" %"', '" per cent"')
    const [next, ...underWay] = await Promise.all([
      buildPlugin(folder).then((built) => dev.put(built, tenant.id)),
      ...Array.from({ length: 20 }, labels),
    ])
    assert.equal(next.id, first.id)
    assert.notEqual(next.version, first.version)
    for (const answer of underWay) assert.lengthOf(answer, 1)
    assert.deepEqual(await labels(), ['−5 per cent'])

    const same = await dev.put(await buildPlugin(folder), tenant.id)
    assert.equal(same.version, next.version)
  })

  test('what an author does wrong is told, and the next build is tried again', async ({ assert }) => {
    const runner = new FixtureRunner()
    await relabel('return 0;', 'return nonsense;')
    const broken = await runDevCycle(folder, runner)
    assert.isNull(broken.plugin)
    assert.include(describeCycle(broken), "Cannot find name 'nonsense'")

    await relabel('return nonsense;', 'return 0;')
    const wrong = await runDevCycle(folder, runner)
    assert.include(describeCycle(wrong), 'nothing is expected yet')
    assert.match(describeCycle(wrong), /[\d,]+ fuel \(\d+\.\d\d %\)/)

    await writeFile(join(folder, 'plugin.json'), '{ "id": "dev-discount" ')
    assert.include(describeCycle(await runDevCycle(folder, runner)), 'plugin.json')
    await runner.stop()
  })
})
