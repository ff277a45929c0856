import { UnknownProvider } from '#payments/exceptions'
import type { PaymentProvider } from '#payments/providers/provider'

/** The providers of this installation by name. The first one takes new payments. */
export class PaymentProviders {
  readonly #byName: Map<string, PaymentProvider>

  constructor(private readonly providers: PaymentProvider[]) {
    this.#byName = new Map(providers.map((provider) => [provider.name, provider]))
  }

  get default(): PaymentProvider {
    return this.providers[0]
  }

  find(name: string): PaymentProvider {
    const provider = this.#byName.get(name)
    if (!provider) throw new UnknownProvider()
    return provider
  }
}
