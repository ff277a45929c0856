import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/actor'
import { coreChecks } from '#core/health/core_checks'
import { Health } from '#core/health/health'
import { newId } from '#core/ids'
import { parseKeyRing } from '#core/vault/key_ring'
import { RotateVault } from '#core/vault/rotate_vault'
import { Vault } from '#core/vault/vault'
import env from '#start/env'
import { RemovePluginSecret } from '#runtime/actions/remove_plugin_secret'
import { SetPluginSecret } from '#runtime/actions/set_plugin_secret'
import { PluginSecrets, listSecretNames } from '#runtime/host_calls/secrets/plugin_secrets'
import { createTenant } from '#tests/support/users'
import { createInstallation } from '#tests/support/host_calls'

const actor = systemActor('test')
const VALUE = 'sk_live_4f9a8b7c6d5e'
const secrets = { api_key: { required: true }, user_name: {} }
const make = <Service>(service: new (...parts: never[]) => Service) => app.container.make(service as never) as Promise<Service>

async function withSecrets() {
  const tenant = await createTenant()
  const installation = await createInstallation({ tenantId: tenant.id, manifest: { secrets } })
  return { installation, set: await make(SetPluginSecret), remove: await make(RemovePluginSecret), opened: await make(PluginSecrets) }
}

test.group('Secrets of installations', (group) => {
  group.each.setup(async () => void (await db.from('plugin_secrets').delete()))

  test('are kept sealed, named without their value, replaced and removed', async ({ assert }) => {
    const { installation, set, remove, opened } = await withSecrets()
    await set.handle({ actor, installation, name: 'api_key', value: 'an earlier one' })
    await set.handle({ actor, installation, name: 'api_key', value: VALUE })
    const names = await listSecretNames(installation.id)
    assert.deepEqual(
      names.map(({ name }) => name),
      ['api_key']
    )
    assert.instanceOf(names[0]!.updatedAt, Date)
    const [row] = await db.from('plugin_secrets').where('installation_id', installation.id)
    assert.notInclude(Buffer.from(row.ciphertext).toString('latin1'), VALUE)
    const values = await opened.open(installation, ['api_key', 'user_name'])
    assert.deepEqual([...values], [['api_key', VALUE]])
    await remove.handle({ actor, installation, name: 'api_key' })
    await remove.handle({ actor, installation, name: 'api_key' })
    assert.lengthOf(await listSecretNames(installation.id), 0)
  })

  test('the audit log says that one was set and removed, never any part of it', async ({ assert }) => {
    const { installation, set, remove } = await withSecrets()
    await set.handle({ actor, installation, name: 'api_key', value: VALUE })
    await remove.handle({ actor, installation, name: 'api_key' })
    const rows = await db.from('audit_log').where('target_id', installation.id).orderBy('id')
    assert.deepEqual(
      rows.map(({ action }: { action: string }) => action),
      ['runtime.plugin_secret_set', 'runtime.plugin_secret_removed']
    )
    assert.deepEqual(rows[0].after, { secret: 'api_key' })
    assert.notInclude(JSON.stringify(rows), VALUE.slice(-4))
  })

  test('only those the manifest names, of an installation of one’s own, and of use', async ({ assert }) => {
    const { installation, set, remove } = await withSecrets()
    const foreign = { id: installation.id, tenantId: newId() }
    const given = { actor, installation, name: 'api_key', value: VALUE }
    await assert.rejects(() => set.handle({ ...given, name: 'other' }), /knows no secret "other"/)
    await assert.rejects(() => set.handle({ ...given, name: 'constructor' }), /knows no secret/)
    await assert.rejects(() => set.handle({ ...given, installation: foreign }), /no such installation/)
    await assert.rejects(() => set.handle({ ...given, installation: { ...foreign, tenantId: null } }), /no such installation/)
    for (const value of ['', 'abc', 'x'.repeat(9_000), 'nul\0nul', 'half \ud800']) {
      await assert.rejects(() => set.handle({ ...given, value }), /can not be kept/)
    }
    await set.handle(given)
    await assert.rejects(() => remove.handle({ actor, installation: foreign, name: 'api_key' }), /no such installation/)
    assert.lengthOf(await listSecretNames(installation.id), 1)
  })

  test('a ciphertext moved to another installation, name or tenant does not open', async ({ assert }) => {
    const { installation, set, opened } = await withSecrets()
    await set.handle({ actor, installation, name: 'api_key', value: VALUE })
    const row = db.from('plugin_secrets').where('installation_id', installation.id)
    await row.clone().update({ name: 'user_name' })
    await assert.rejects(() => opened.open(installation, ['user_name']), /can not be opened/)
    await row.clone().update({ name: 'api_key' })
    assert.equal((await opened.open(installation, ['api_key'])).get('api_key'), VALUE)
    const other = await createInstallation({ tenantId: (await createTenant()).id, manifest: { secrets } })
    await row.clone().update({ installation_id: other.id, tenant_id: other.tenantId })
    await assert.rejects(() => opened.open(other, ['api_key']), /can not be opened/)
    await db.from('plugin_secrets').where('installation_id', other.id).delete()
  })

  test('vault:rotate tells how it went', async ({ assert }) => {
    const { installation, set } = await withSecrets()
    await set.handle({ actor, installation, name: 'api_key', value: VALUE })
    assert.equal((await ace.exec('vault:rotate', ['--json'])).exitCode, 0)
    const vault = async () => {
      const health = new Health()
      health.register(...coreChecks(app.container))
      return (await health.report()).components.find(({ name }) => name === 'vault')
    }
    assert.deepInclude(await vault(), { status: 'ok' })
    await db.from('plugin_secrets').update({ key_id: 'a lost key' })
    const detail = [{ key: 'core.health_key_lost', facts: { count: 1, name: 'VAULT_PREVIOUS_KEYS' } }]
    assert.deepInclude(await vault(), { status: 'degraded', detail })
    assert.equal((await ace.exec('vault:rotate', ['--json'])).exitCode, 1)
  })

  test('rotation seals everything anew and names what it could not open', async ({ assert }) => {
    const { installation, set } = await withSecrets()
    const platform = await createInstallation({ tenantId: null, manifest: { secrets } })
    await set.handle({ actor, installation, name: 'api_key', value: VALUE })
    await set.handle({ actor, installation: platform, name: 'api_key', value: VALUE })
    const current = env.get('VAULT_KEY').release()
    const next = 'the next key of at least 32 characters'
    const alone = await new RotateVault(new Vault(parseKeyRing(next))).handle()
    assert.equal(alone.rotated, 0)
    assert.isAtLeast(alone.failed.length, 2)
    assert.match(alone.failed[0]!.reason, /VAULT_PREVIOUS_KEYS/)
    const overlap = new Vault(parseKeyRing(next, current))
    const { failed, rotated, keyId } = await new RotateVault(overlap).handle()
    assert.deepEqual(failed, [])
    assert.isAtLeast(rotated, 2)
    const after = new PluginSecrets(new Vault(parseKeyRing(next)))
    for (const one of [installation, platform]) assert.equal((await after.open(one, ['api_key'])).get('api_key'), VALUE)
    assert.equal((await db.from('plugin_secrets').whereNot('key_id', keyId)).length, 0)
    assert.equal((await new RotateVault(overlap).handle()).rotated, 0)
    // Back to the key of this installation, for the tests that follow.
    await new RotateVault(new Vault(parseKeyRing(current, next))).handle()
  })
})
