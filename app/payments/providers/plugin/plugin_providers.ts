import { inject } from '@adonisjs/core'
import { isId } from '#core/ids'
import { paymentProviderHook } from '#payments/hooks/payment_provider'
import { PluginProvider, installationIdOf } from '#payments/providers/plugin/plugin_provider'
import { HookCaller } from '#runtime/hooks/hook_caller'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import { findInstallation, type Installation } from '#runtime/installations/installation'
import type { PaymentProvider } from '#payments/providers/provider'

/** Payment providers that are plugins of the platform; sellers bring none, for the money is the marketplace's to hold. */
@inject()
export class PluginProviders {
  constructor(
    private readonly enabled: EnabledInstallations,
    private readonly hooks: HookCaller
  ) {}

  /** For a new payment: only one that is switched on. */
  async findEnabled(name: string): Promise<PaymentProvider | null> {
    const id = installationIdOf(name)
    const installation = (await this.enabled.for(paymentProviderHook.id, [])).find((one) => one.id === id)
    return installation ? new PluginProvider(this.hooks, installation) : null
  }

  /** For a payment that was begun: one that was switched off since has to bring it to its end. */
  async find(name: string): Promise<PaymentProvider | null> {
    const known = await this.findEnabled(name)
    if (known) return known
    const id = installationIdOf(name)
    const installation = id && isId(id) ? await findInstallation({ id, tenantId: null }).catch(() => null) : null
    return installation && answers(installation) ? new PluginProvider(this.hooks, installation) : null
  }
}

const answers = ({ manifest }: Installation) => manifest.hooks.includes(paymentProviderHook.id)
