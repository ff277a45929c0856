import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { JOB_LIMITS, REQUEST_LIMITS, type CallLimits, type CallOutcome, type HostCall } from '#runtime/host/call_types'
import { PluginHost } from '#runtime/host/plugin_host'
import { GatedModules } from '#runtime/modules/gated_modules'
import type { Hook } from '#runtime/hooks/define_hook'
import type { Installation } from '#runtime/installations/installation'

const encoder = new TextEncoder()

/** Turns a hook and an installation into a call of the plugin host, with the hook's limits and the installation's grants. */
@inject()
export class PluginCalls {
  constructor(
    private readonly host: PluginHost,
    private readonly modules: GatedModules
  ) {}

  run(hook: Hook, { digest, settings, grantedCapabilities }: Installation, input: unknown): Promise<CallOutcome> {
    return this.host.call({
      digest,
      loadModule: () => this.modules.load(digest),
      fn: hook.exportName,
      input: encoder.encode(JSON.stringify(input)),
      settings: encoder.encode(JSON.stringify(settings)),
      limits: limitsOf(hook),
      onHostCall: (call) => answerHostCall(call, grantedCapabilities),
      isRetryable: !hook.sideEffects,
    })
  }
}

function limitsOf({ mode, deadlineMs, fuel }: Hook): CallLimits {
  const limits = mode === 'request' ? REQUEST_LIMITS : JOB_LIMITS
  return { ...limits, wallMs: Math.min(deadlineMs, limits.wallMs), fuel: fuel ?? limits.fuel }
}

/** The platform's side of host functions: what was not granted is refused, whatever the module imports. */
function answerHostCall({ name }: HostCall, granted: readonly string[]): Promise<Uint8Array> {
  if (name !== 'now') return Promise.reject(new Error(`The platform does not offer "${name}".`))
  if (!granted.includes('clock')) return Promise.reject(new Error('The capability "clock" was not granted.'))
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigInt64(0, BigInt(Clock.now().toMillis()), true)
  return Promise.resolve(bytes)
}
