import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { HookCaller } from '#runtime/hooks/hook_caller'
import { allHooks, type Hook } from '#runtime/hooks/define_hook'
import { installScripted } from '#tests/support/scripted_plugin'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'

/** Those that the scripted plugin answers; surfaces and discounts have plugins of their own. */
const ANSWERED = [
  ...['shipping_quote', 'order_validation', 'fraud_score', 'text_moderation', 'image_moderation', 'product_enrichment', 'company_check'],
  ...['payment_provider', 'delivery_provider', 'marketplace_sync', 'data_source', 'notification_channel', 'template_function'],
]

/** A hook of a request is asked with the patience of a job: a busy machine must not make these tests fail. */
const patient = (hook: Hook): Hook => ({ ...hook, mode: 'job', deadlineMs: 20_000, fuel: 50_000_000 })

test.group('A plugin of each hook, asked through the real host', (group) => {
  group.each.teardown(switchOffAllPlugins)

  for (const name of ANSWERED) {
    test(`${name}: a good answer arrives, a wrong one and a failure do not`, async ({ assert }) => {
      const hook = patient(allHooks().find((one) => one.name === name)!)
      const caller = await app.container.make(HookCaller)
      await installScripted(hook.id, hook.example.output)
      const ask = () => caller.call(hook, { tenantIds: [], input: hook.example.input })

      const [answer] = await ask()
      assert.deepEqual(answer.output, hook.example.output)

      for (const script of ['[]', 'no JSON', 'fail', 'spin']) {
        // One for each: failures in a row switch a plugin off.
        await switchOffAllPlugins()
        await installScripted(hook.id, script)
        if (hook.failure === 'closed') await assert.rejects(ask, /did not answer/)
        else assert.isEmpty(await ask())
      }
    })
  }
})
