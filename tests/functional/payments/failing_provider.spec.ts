import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { Money } from '#core/money/money'
import { PluginProviders } from '#payments/providers/plugin/plugin_providers'
import { RunRecorder } from '#runtime/hooks/run_recorder'
import { findInstallation, type Installation } from '#runtime/installations/installation'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import { make } from '#tests/support/plugin_runs'
import { installScripted, rescriptEach, type Script } from '#tests/support/scripted_plugin'
import { waitFor } from '#tests/support/wait_for'
import type { ApiClient } from '@japa/api-client'

const GIVEN = { state: 'succeeded', ref: 'pay-[=key]', amount: '[=amount]#', currency: '[=currency]' }
const refundOf = () => ({ key: newId(), amount: Money.of(5_000, 'RUB'), chargeRef: 'pay-1' })

async function provider(scripts: Record<string, Script>) {
  const installation = await installScripted('payment_provider@1', {})
  await rescriptEach(installation, scripts)
  const [providers, recorder] = [await make(PluginProviders), await make(RunRecorder)]
  const name = `plugin.${installation.id}`
  return {
    ...{ installation, name, providers },
    begun: async () => (await providers.find(name))!,
    state: async () => {
      await recorder.flush()
      return (await findInstallation(installation)).breakerState
    },
  }
}

const notify = (client: ApiClient, { id }: Installation) => client.post(`/webhooks/payments/plugin.${id}`).json({ paid: true })

test.group('A payment plugin that keeps failing', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('takes no new payments; what was begun with it is given back, captured, found and told of', async ({ client, assert }) => {
    const { installation, name, providers, begun, state } = await provider({ refund: 'fail' })
    assert.exists(await providers.findEnabled(name))
    for (let time = 0; time < 3; time++) await assert.rejects(async () => (await begun()).refund(refundOf()))
    await waitFor('the breaker', async () => (await state()) === 'open')
    const held = { state: 'authorized', ref: 'pay-2' }
    const notice = { notice: { event_id: newId(), operation_key: newId() }, reply: 'thanks' }
    await rescriptEach(installation, { refund: GIVEN, capture: GIVEN, find: held, parse_webhook: notice })
    assert.isNull(await providers.findEnabled(name))
    const known = await begun()
    assert.equal((await known.refund(refundOf())).state, 'succeeded')
    const asked = { key: newId(), amount: Money.of(7_000, 'RUB'), ref: null }
    assert.equal((await known.find(asked))!.state, 'succeeded')
    assert.equal((await notify(client, installation)).text(), 'thanks')
    assert.equal(await state(), 'open')
  })

  test('is switched off by nobody who only sends it notices, and kept on by nobody either', async ({ client, assert }) => {
    const { installation, name, providers, begun, state } = await provider({ parse_webhook: 'fail', refund: 'fail' })
    for (let time = 0; time < 5; time++) assert.isAtLeast((await notify(client, installation)).status(), 400)
    assert.equal(await state(), 'closed')
    assert.exists(await providers.findEnabled(name))
    await rescriptEach(installation, { parse_webhook: {}, refund: 'fail' })
    for (let time = 0; time < 3; time++) {
      await assert.rejects(async () => (await begun()).refund(refundOf()))
      await notify(client, installation)
    }
    await waitFor('the breaker', async () => (await state()) === 'open')
    assert.isNull(await providers.findEnabled(name))
  })
})
