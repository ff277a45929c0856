import { ProviderUnavailable, UnknownProvider } from '#payments/exceptions'
import type { PaymentProvider } from '#payments/providers/provider'
import type { PluginProviders } from '#payments/providers/plugin/plugin_providers'

type Choice = {
  plugins: PluginProviders
  /** The name of who takes new payments. */
  chosen(): Promise<string>
}

/** The providers of this installation by name: those built in and those that plugins serve. */
export class PaymentProviders {
  readonly #byName: Map<string, PaymentProvider>

  constructor(
    private readonly builtIn: PaymentProvider[],
    private readonly choice?: Choice
  ) {
    this.#byName = new Map(builtIn.map((provider) => [provider.name, provider]))
  }

  /**
   * Takes new payments; asked before a transaction begins. Throws `ProviderUnavailable` where the chosen plugin is switched off:
   * another one in its place would take the money into the wrong account.
   */
  async current(): Promise<PaymentProvider> {
    if (!this.choice) return this.builtIn[0]
    const name = await this.choice.chosen()
    const provider = this.#byName.get(name) ?? (await this.choice.plugins.findEnabled(name))
    if (!provider) throw new ProviderUnavailable()
    return provider
  }

  /** The provider with which a payment was begun. Throws `UnknownProvider`. */
  async find(name: string): Promise<PaymentProvider> {
    const provider = this.#byName.get(name) ?? (await this.choice?.plugins.find(name))
    if (!provider) throw new UnknownProvider()
    return provider
  }
}
