import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { systemActor } from '#core/actor'
import { ApproveVersion } from '#registry/actions/approve_version'
import { PublishVersion } from '#registry/actions/publish_version'
import { ModuleRefused } from '#registry/publishing/judge_artifact'
import { PluginHost } from '#runtime/host/plugin_host'
import { REQUEST_LIMITS } from '#runtime/host/call_types'
import { GatedModules } from '#runtime/modules/gated_modules'
import { actorOf, pluginManifest, pluginName, sha256 } from '#tests/support/plugin_uploads'
import { createUser } from '#tests/support/users'

const encoder = new TextEncoder()
const SOURCE = `import { now, settings } from 'rialto:host'
export const discount_v1 = async (): Promise<object> => ({ discounts: [], at: await now(), ...settings<object>() })
`

async function publish(source: string, overrides: Record<string, unknown> = {}) {
  const { user } = await createUser({ platform: ['user'] })
  const name = pluginName('script')
  const artifact = encoder.encode(source)
  const manifest = { ...pluginManifest({ name, usesClock: true }), language: 'typescript', entry: 'index.ts', ...overrides }
  const { version, category, license } = manifest
  const release = {
    ...{ name, version, category, license, description: manifest.description.en, tags: [], dependencies: {} },
    ...{ checksum: sha256(artifact), size: artifact.length, repository: null, homepage: null, minPlatformVersion: null },
  }
  const action = await app.container.make(PublishVersion)
  return { name, artifact, published: await action.handle({ actor: actorOf(user), method: 'api', release, artifact, manifest }) }
}

test.group('Publishing a script', () => {
  test('keeps the source as it came, serves it as a script, and runs what is left without its types', async ({ client, assert }) => {
    const { name, artifact, published } = await publish(SOURCE)
    const approve = await app.container.make(ApproveVersion)
    await approve.handle({ actor: systemActor('test'), versionId: published.id, reasonCode: 'meets_rules', publicReason: 'Fine' })

    const found = await client.get(`/api/v1/plugins/${name}/versions/1.0.0/download`).redirects(0)
    found.assertStatus(307)
    const download = await fetch(found.header('location')!)
    assert.deepEqual(Buffer.from(await download.arrayBuffer()), Buffer.from(artifact))
    assert.include(download.headers.get('content-disposition')!, `${name}-1.0.0.js`)
    assert.include(download.headers.get('content-type')!, 'javascript')

    const digest = sha256(artifact)
    const modules = await app.container.make(GatedModules)
    await modules.ensure(digest)
    const host = await app.container.make(PluginHost)
    const { outcome, output, error } = await host.call({
      digest,
      loadModule: () => modules.load(digest),
      fn: 'discount_v1',
      input: encoder.encode('{}'),
      settings: encoder.encode('{"percent":5}'),
      limits: { ...REQUEST_LIMITS, wallMs: 20_000, cpuMs: 10_000 },
      onHostCall: () => Promise.resolve(new Uint8Array(8)),
    })
    assert.equal(outcome, 'ok', error)
    assert.deepEqual(JSON.parse(Buffer.from(output!).toString()), { discounts: [], at: 0, percent: 5 })
  })

  test('what its manifest does not ask for is refused', async ({ assert }) => {
    const refused = await publish(SOURCE, { capabilities: [] }).catch((error: unknown) => error)
    assert.instanceOf(refused, ModuleRefused)
    assert.include(JSON.stringify((refused as ModuleRefused).details), 'clock')
  })

  test('what the gate refuses is refused, with its words', async ({ assert }) => {
    const refused = await publish(`${SOURCE}\nenum Kind { A }`).catch((error: unknown) => error)
    assert.instanceOf(refused, ModuleRefused)
    assert.include(JSON.stringify((refused as ModuleRefused).details), 'line 4')
  })
})
