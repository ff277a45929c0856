import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { InstallVersion } from '#registry/actions/install_version'
import { planChanges } from '#registry/dependencies/queries/plan_changes'
import { findStranded } from '#registry/dependencies/queries/find_stranded'
import { createUser } from '#tests/support/users'
import { actorOf, pluginName } from '#tests/support/plugin_uploads'
import { releaseAll } from '#tests/support/registry_index'
import { needs } from '#tests/unit/registry/dependencies/small_registries'

const publisher = async () => (await createUser({ platform: ['user'] })).user
const names = (count: number) => Array.from({ length: count }, () => pluginName('dep'))
const pluginId = async (name: string) => (await db.from('plugins').where('name', name).firstOrFail()).id as string

test.group('Dependencies on pages', () => {
  test('the page of a plugin links what it needs and who needs it; hidden plugins are named, not linked', async ({ client, assert }) => {
    const [base, user, missing] = names(3) as [string, string, string]
    await releaseAll(await publisher(), [
      { name: base, version: '1.0.0' },
      { name: user, version: '1.0.0', needs: needs(`runtime ${base} ^1, peer ${missing} *`) },
    ])
    const page = await client.get(`/plugins/${user}`)
    page.assertStatus(200)
    assert.include(page.text(), `href="/plugins/${base}"`)
    assert.include(page.text(), missing)
    assert.notInclude(page.text(), `href="/plugins/${missing}"`)
    const ofBase = await client.get(`/plugins/${base}`).header('accept-language', 'ru')
    assert.include(ofBase.text(), `href="/plugins/${user}"`)
    assert.include(ofBase.text(), 'Нужен 1 плагину')
  })

  test('whoever installs sees what has to come along, and what it asks for', async ({ client, assert }) => {
    const [base, user, lonely, impossible] = names(4) as [string, string, string, string]
    await releaseAll(await publisher(), [
      { name: base, version: '1.0.0', usesClock: true },
      { name: user, version: '1.0.0', needs: needs(`runtime ${base} ^1`) },
      { name: lonely, version: '1.0.0' },
      { name: impossible, version: '1.0.0', needs: needs(`runtime ${base} ^9`) },
    ])
    const { user: owner } = await createUser({ tenant: { role: 'owner' } })
    const open = async (name: string) => (await client.get(`/seller/plugins/install/${name}`).loginAs(owner)).text()
    const page = await open(user)
    assert.include(page, 'Comes along')
    assert.include(page, `href="/plugins/${base}"`)
    assert.include(page, 'asks for: Know the time')
    assert.notInclude(await open(lonely), 'Comes along')
    assert.include(await open(impossible), `${base} has no version that fits ^9`)
  })

  test('a plan counts with what is installed: pinned plugins stay, others move where they have to', async ({ assert }) => {
    const [base, user] = names(2) as [string, string]
    const { user: owner, tenant } = await createUser({ tenant: { role: 'owner' } })
    const tenantId = tenant!.id
    await releaseAll(await publisher(), [
      { name: base, version: '1.0.0' },
      { name: base, version: '1.1.0' },
      { name: base, version: '2.0.0' },
      { name: user, version: '1.0.0', needs: needs(`runtime ${base} ^1`) },
      { name: user, version: '2.0.0', needs: needs(`runtime ${base} ^2`) },
    ])
    const install = await app.container.make(InstallVersion)
    for (const plugin of [base, user]) {
      await install.handle({ actor: actorOf(owner), tenantId, plugin, version: '1.0.0', consent: [] })
    }
    const plan = (version?: string) => planChanges({ tenantId, plugin: user, version })

    const newest = await plan()
    assert.equal(newest.version, '2.0.0')
    assert.deepEqual(newest.along, [{ name: base, change: 'updated', from: '1.0.0', to: '2.0.0', asks: [] }])
    assert.deepEqual((await plan('1.0.0')).along, [], 'what fits stays, though there is something newer')

    await db.from('plugin_installations').where({ tenant_id: tenantId, plugin_name: base }).update({ is_pinned: true })
    const pinned = await plan()
    assert.isTrue(pinned.isPossible)
    assert.isNull(pinned.version, 'the newest that goes with the pinned one is the one that is there')
    const forced = await plan('2.0.0')
    assert.isFalse(forced.isPossible)
    assert.include(JSON.stringify(forced.explanation), 'clash')
    const elsewhere = await planChanges({ tenantId: (await createUser({ tenant: { role: 'owner' } })).tenant!.id, plugin: user })
    assert.equal(elsewhere.along[0]!.change, 'added', 'what others have installed does not count')
  })

  test('whoever takes a version back sees who would find no other', async ({ client, assert }) => {
    const [base, strict, lax] = names(3) as [string, string, string]
    const user = await publisher()
    await releaseAll(user, [
      { name: base, version: '1.0.0' },
      { name: base, version: '2.0.0' },
      { name: strict, version: '1.0.0', needs: needs(`runtime ${base} ^2`) },
      { name: lax, version: '1.0.0', needs: needs(`runtime ${base} >=1`) },
    ])
    const id = await pluginId(base)
    assert.deepEqual(await findStranded({ pluginId: id, version: '2.0.0' }), [{ name: strict, version: '1.0.0', range: '^2' }])
    assert.deepEqual(await findStranded({ pluginId: id, version: '1.0.0' }), [])
    const version = async (number: string) =>
      (await db.from('plugin_versions').where({ plugin_id: id, version: number }).firstOrFail()).id as string
    const page = await client.get(`/publisher/versions/${await version('2.0.0')}/yank`).loginAs(user)
    page.assertStatus(200)
    assert.include(page.text(), strict)
    const harmless = await client.get(`/publisher/versions/${await version('1.0.0')}/yank`).loginAs(user)
    assert.notInclude(harmless.text(), strict)
    ;(await client.get(`/publisher/versions/${await version('2.0.0')}/yank`).loginAs(await publisher())).assertStatus(404)
  })
})
