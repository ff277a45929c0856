import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/actor'
import { InstallVersion } from '#registry/actions/install_version'
import { QuarantineVersion } from '#registry/actions/quarantine_version'
import { PluginWithdrawn } from '#registry/exceptions/refusals'
import { JudgeDigest } from '#registry/kill_switch/judge_digest'
import { DisablePlugin } from '#runtime/actions/disable_plugin'
import { EnablePlugin } from '#runtime/actions/enable_plugin'
import { OpenBreaker } from '#runtime/actions/open_breaker'
import { UpdatePlugin } from '#runtime/actions/update_plugin'
import { findInstallation, releaseOf } from '#runtime/installations/installation'
import { forgetCounts } from '#tests/support/forget_counts'
import { make } from '#tests/support/plugin_runs'
import { releasePlugin } from '#tests/support/plugin_uploads'
import { apiToken, createUser } from '#tests/support/users'
import { published, REASON, withdraw } from '#tests/support/withdrawals'

const actor = systemActor('test')
const judge = async (digest: string, verdict: 'block' | 'allow') =>
  (await make(JudgeDigest)).handle({ actor, digest, verdict, reason: REASON })

/** A seller with a published plugin that was switched off. */
async function installedOff() {
  const plugin = await published()
  const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
  const place = { tenantId: tenant.id, plugin: plugin.name, consent: [] }
  const installation = await (await make(InstallVersion)).handle({ actor, ...place })
  return { ...plugin, seller: user, installation, isOn: async () => (await findInstallation(installation)).isEnabled }
}

test.group('What was withdrawn is switched on by nobody', (group) => {
  group.each.setup(forgetCounts)

  test('not by the operator, the seller or a program, in any way of withdrawing; given back, by each', async ({ client, assert }) => {
    const { user: operator } = await createUser({ platform: ['admin'] })
    const { installation, seller, pluginId, isOn } = await installedOff()
    const token = await apiToken(seller)
    const ways = {
      operator: () => client.post(`/operator/installations/${installation.id}/enable`).loginAs(operator).withCsrfToken().redirects(0),
      seller: () => client.post(`/seller/plugins/${installation.id}/enable`).loginAs(seller).withCsrfToken().redirects(0),
      program: () => client.post(`/api/v1/installations/${installation.id}/enable`).bearerToken(token).redirects(0),
    }
    const withdrawals = {
      'taken down': [() => withdraw({ actor, pluginId, act: 'take_down' }), () => withdraw({ actor, pluginId, act: 'restore' })],
      'bytes blocked': [() => judge(installation.digest, 'block'), () => judge(installation.digest, 'allow')],
    }
    for (const [how, [hide, giveBack]] of Object.entries(withdrawals)) {
      for (const [who, switchOn] of Object.entries(ways)) {
        await hide()
        const refused = await switchOn()
        assert.isTrue(refused.status() === 409 || String(refused.flashMessage('error')).includes('withdrawn'), `${who}, ${how}`)
        assert.isFalse(await isOn(), `${who}, ${how}`)
        await giveBack()
        assert.oneOf((await switchOn()).status(), [200, 302], `${who}, given back`)
        assert.isTrue(await isOn(), `${who}, given back`)
        await (await make(DisablePlugin)).handle({ actor, installation })
      }
    }
  })

  test('a quarantined version does not go on after the breaker, and is nothing to go back or forward to', async ({ assert }) => {
    const { installation, publisher, name, versionId, isOn } = await installedOff()
    const [enable, update, breaker] = [await make(EnablePlugin), await make(UpdatePlugin), await make(OpenBreaker)]
    const old = releaseOf(installation)
    const trip = async () => {
      await enable.handle({ actor, installation })
      await breaker.handle({ installation, reason: 'It kept failing' })
    }
    await trip()
    await trip()
    const quarantine = { actor, versionId, reasonCode: 'malicious', publicReason: REASON }
    await (await make(QuarantineVersion)).handle(quarantine)
    await assert.rejects(() => enable.handle({ actor, installation }), PluginWithdrawn)
    const { id: newer } = await releasePlugin(publisher, { name, version: '1.1.0', salt: Math.trunc(Math.random() * 1e9) })
    const { artifact_digest: digest } = await db.from('plugin_versions').where('id', newer).firstOrFail()
    const release = { ...old, versionId: newer, version: '1.1.0', digest: digest as string }
    const moved = await update.handle({ actor, installation, release })
    assert.equal(moved.version, '1.1.0')
    await assert.rejects(() => update.handle({ actor, installation, release: old }), PluginWithdrawn)
    assert.isTrue((await enable.handle({ actor, installation })).isEnabled)
    await db
      .from('plugin_installations')
      .where('id', installation.id)
      .update({ last_good_release: JSON.stringify(old) })
    await assert.rejects(() => update.rollBack({ actor, installation }), PluginWithdrawn)
    assert.isTrue(await isOn())
  })
})
