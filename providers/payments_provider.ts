import { createHmac } from 'node:crypto'
import { PaymentProviders } from '#payments/providers/payment_providers'
import type { ApplicationService } from '@adonisjs/core/types'

/** The payment providers of this installation. */
export default class PaymentsProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(PaymentProviders, async (resolver) => {
      const { default: env } = await import('#start/env')
      const { Settings } = await import('#core/settings/settings')
      const { paymentProvider } = await import('#payments/settings')
      const { SandboxProvider } = await import('#payments/providers/sandbox/sandbox_provider')
      const { PluginProviders } = await import('#payments/providers/plugin/plugin_providers')
      const secret = createHmac('sha256', env.get('APP_KEY').release()).update('payments.sandbox.webhook').digest('hex')
      const settings = await resolver.make(Settings)
      return new PaymentProviders([new SandboxProvider(secret)], {
        plugins: await resolver.make(PluginProviders),
        chosen: () => settings.get(paymentProvider),
      })
    })
  }
}
