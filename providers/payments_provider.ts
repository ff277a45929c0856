import { createHmac } from 'node:crypto'
import { PaymentProviders } from '#payments/providers/payment_providers'
import type { ApplicationService } from '@adonisjs/core/types'

/** The payment providers of this installation. */
export default class PaymentsProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(PaymentProviders, async () => {
      const { default: env } = await import('#start/env')
      const { SandboxProvider } = await import('#payments/providers/sandbox/sandbox_provider')
      const secret = createHmac('sha256', env.get('APP_KEY').release()).update('payments.sandbox.webhook').digest('hex')
      return new PaymentProviders([new SandboxProvider(secret)])
    })
  }
}
