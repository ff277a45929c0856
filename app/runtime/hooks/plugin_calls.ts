import { inject } from '@adonisjs/core'
import { hookLimits } from '#runtime/hooks/hook_limits'
import { HostCallDesk } from '#runtime/host_calls/host_call_desk'
import { PluginHost } from '#runtime/host/plugin_host'
import { GatedModules } from '#runtime/modules/gated_modules'
import type { CallOutcome } from '#runtime/host/call_types'
import type { Hook } from '#runtime/hooks/define_hook'
import type { Installation } from '#runtime/installations/installation'

const encoder = new TextEncoder()

/** Turns a hook and an installation into a call of the plugin host, with the hook's limits and the installation's grants. */
@inject()
export class PluginCalls {
  constructor(
    private readonly host: PluginHost,
    private readonly modules: GatedModules,
    private readonly desk: HostCallDesk
  ) {}

  run(hook: Hook, installation: Installation, input: unknown): Promise<CallOutcome> {
    const { digest, settings } = installation
    return this.host.call({
      digest,
      loadModule: () => this.modules.load(digest),
      fn: hook.exportName,
      input: encoder.encode(JSON.stringify(input)),
      settings: encoder.encode(JSON.stringify(settings)),
      limits: hookLimits(hook),
      onHostCall: (call) => this.desk.answer(call, { installation, hook: hook.id }),
      isRetryable: !hook.sideEffects,
    })
  }
}
