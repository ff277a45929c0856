import { inject } from '@adonisjs/core'
import { JOB_LIMITS, REQUEST_LIMITS, type CallLimits, type CallOutcome, type HostCallHandler } from '#runtime/host/call_types'
import { openHostCalls } from '#runtime/host_calls/host_call_context'
import { HostCallDesk } from '#runtime/host_calls/host_call_desk'
import { PluginHost } from '#runtime/host/plugin_host'
import { GatedModules } from '#runtime/modules/gated_modules'
import { CallRecording, type RecordedCall } from '#runtime/runs/recorded_calls'
import type { Hook } from '#runtime/hooks/define_hook'
import type { HostCallSummary } from '#runtime/host_calls/host_call_usage'
import type { Installation } from '#runtime/installations/installation'
import type { SecretMask } from '#runtime/host_calls/secrets/secret_mask'

/** A call with what its record needs beside the outcome. */
export type RecordedOutcome = CallOutcome & { fuelLimit: number; calls: RecordedCall[]; usage: HostCallSummary | null; mask: SecretMask }

/** What a call needs of an installation: a replay brings another version's. */
export type Callee = Pick<Installation, 'tenantId' | 'digest' | 'settings'>

type Call = { input: unknown; onHostCall: HostCallHandler; limits: CallLimits }

const encoder = new TextEncoder()

/** Turns a hook and an installation into a call of the plugin host, with the hook's limits and the installation's grants. */
@inject()
export class PluginCalls {
  constructor(
    private readonly host: PluginHost,
    private readonly modules: GatedModules,
    private readonly desk: HostCallDesk
  ) {}

  async run(hook: Hook, installation: Installation, input: unknown): Promise<RecordedOutcome> {
    const recording = new CallRecording()
    const context = openHostCalls({ installation, hook: hook.id, wallMs: limitsOf(hook).wallMs })
    const onHostCall = recording.around((call) => this.desk.answer(call, context))
    const outcome = await this.#call(hook, installation, { input, onHostCall, limits: limitsOf(hook) })
    return { ...outcome, calls: recording.calls, usage: context.usage.summary(), mask: context.mask }
  }

  /** The same call with another answerer and the same fuel, but time enough to start the plugin host: nobody waits in a shop. */
  replay(hook: Hook, callee: Callee, call: Omit<Call, 'limits'>): Promise<Omit<RecordedOutcome, 'calls' | 'usage' | 'mask'>> {
    const limits = { ...limitsOf(hook), wallMs: JOB_LIMITS.wallMs, cpuMs: JOB_LIMITS.cpuMs }
    return this.#call(hook, callee, { ...call, limits })
  }

  async #call(hook: Hook, { tenantId, digest, settings }: Callee, { input, onHostCall, limits }: Call) {
    const outcome = await this.host.call({
      digest,
      loadModule: () => this.modules.load(digest),
      fn: hook.exportName,
      owner: tenantId ?? undefined,
      input: encoder.encode(JSON.stringify(input)),
      settings: encoder.encode(JSON.stringify(settings)),
      limits,
      onHostCall,
      isRetryable: !hook.sideEffects,
    })
    return { ...outcome, fuelLimit: limits.fuel }
  }
}

function limitsOf({ mode, deadlineMs, fuel }: Hook): CallLimits {
  const limits = mode === 'request' ? REQUEST_LIMITS : JOB_LIMITS
  return { ...limits, wallMs: Math.min(deadlineMs, limits.wallMs), fuel: fuel ?? limits.fuel }
}
