import { inject } from '@adonisjs/core'
import { HookFailed } from '#runtime/exceptions/hook_failed'
import { SecretMask } from '#runtime/host_calls/secrets/secret_mask'
import { PluginCalls } from '#runtime/hooks/plugin_calls'
import { RunRecorder } from '#runtime/hooks/run_recorder'
import { PlanQuotas } from '#runtime/quotas/plan_quotas'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import { findProblems } from '#runtime/manifest/schema_checker'
import type { CallOutcome } from '#runtime/host/call_types'
import type { RecordedOutcome } from '#runtime/hooks/plugin_calls'
import type { Hook } from '#runtime/hooks/define_hook'
import type { Installation } from '#runtime/installations/installation'

export interface HookCall<Input> {
  /** Whose plugins are asked beside the platform's own. */
  tenantIds: readonly string[]
  /** What every plugin gets, or what one installation gets: null leaves it out. A tenant's plugin must see only its own. */
  input: Input | ((installation: Installation) => Input | null)
}

export interface HookAnswer<Output> {
  installationId: string
  /** The tenant that installed it; null for the platform's own. */
  tenantId: string | null
  pluginId: string
  pluginName: string
  pluginVersion: string
  output: Output
}

const decoder = new TextDecoder('utf-8', { fatal: true })

/** Asks every enabled plugin that answers a hook, all at once, and answers what came back in time and in shape. */
@inject()
export class HookCaller {
  constructor(
    private readonly enabled: EnabledInstallations,
    private readonly calls: PluginCalls,
    private readonly runs: RunRecorder,
    private readonly quotas: PlanQuotas
  ) {}

  /**
   * Answers in the order of installation. Takes no longer than the hook's deadline, whatever the plugins do.
   * Throws `HookFailed` when a plugin fails on a hook that fails closed.
   */
  async call<Input, Output>(hook: Hook<Input, Output>, { tenantIds, input }: HookCall<Input>): Promise<HookAnswer<Output>[]> {
    const installations = await this.enabled.for(hook.id, tenantIds)
    const answers = await Promise.all(
      installations.map((installation) => {
        const given = typeof input === 'function' ? (input as (one: Installation) => Input | null)(installation) : input
        return given === null ? null : this.#ask(hook, installation, { input: given })
      })
    )
    return answers.filter((answer) => answer !== null)
  }

  /**
   * Asks one installation, enabled or not: providers, endpoints, blocks and schedules are asked by name.
   * Null when it failed and the hook fails open; throws `HookFailed` when it fails closed.
   */
  ask<Input, Output>(hook: Hook<Input, Output>, installation: Installation, input: Input): Promise<HookAnswer<Output> | null> {
    return this.#ask(hook, installation, { input })
  }

  /** The same with what anybody may have sent, signed or not: nobody outside switches a plugin off by making it fail. */
  askForStranger<Input, Output>(hook: Hook<Input, Output>, installation: Installation, input: Input): Promise<HookAnswer<Output> | null> {
    return this.#ask(hook, installation, { input, isForStranger: true })
  }

  async #ask<Input, Output>(
    hook: Hook<Input, Output>,
    installation: Installation,
    { input, isForStranger }: Asked<Input>
  ): Promise<HookAnswer<Output> | null> {
    const refusal = await this.quotas.refusal(installation.tenantId).catch(() => null)
    const outcome = refusal === null ? await this.calls.run(hook, installation, input) : refusedCall(refusal)
    const output = outcome.outcome === 'ok' ? readOutput(hook, outcome as CallOutcome) : null
    const judged = output && 'problem' in output ? { outcome: 'invalid_output', error: output.problem } : outcome
    const told = { outcome: judged.outcome as string, error: judged.error ?? null }
    const { fuelUsed: fuel, fuelLimit, durationMs, logs, calls, usage, mask } = outcome
    const { sensitive = [] } = hook
    const got = output && 'value' in output ? output.value : textOf(outcome.output)
    const asked = { calls, usage, mask, isForStranger }
    this.runs.record({ installation, hook: hook.id, fuel, fuelLimit, durationMs, logs, ...asked, input, output: got, sensitive, ...told })
    if (output && 'value' in output) return answerOf(installation, output.value as Output)
    if (hook.failure === 'closed') throw new HookFailed(installation.pluginName, told)
    return null
  }
}

type Asked<Input> = { input: Input; isForStranger?: boolean }
type Refused = Omit<RecordedOutcome, 'outcome'> & { outcome: 'quota_exceeded' }

/** The plugin was not called: this neither costs nor counts against it. */
const refusedCall = (error: string): Refused => ({
  ...{ outcome: 'quota_exceeded', error, fuelUsed: 0, fuelLimit: 0, durationMs: 0, logs: [] },
  ...{ calls: [], usage: null, mask: new SecretMask() },
})

const textOf = (bytes: Uint8Array | undefined): string | undefined => (bytes ? Buffer.from(bytes).toString('utf8') : undefined)

function readOutput(hook: Hook, { output }: CallOutcome): { value: unknown } | { problem: string } {
  try {
    const value: unknown = JSON.parse(decoder.decode(output))
    const [problem] = findProblems(hook.output, value)
    if (!problem) return { value }
    return { problem: `The answer does not fit the hook: ${problem.field || 'it'} ${problem.message}.` }
  } catch {
    return { problem: 'The answer is not JSON in UTF-8.' }
  }
}

const answerOf = <Output>(installation: Installation, output: Output): HookAnswer<Output> => ({
  installationId: installation.id,
  tenantId: installation.tenantId,
  pluginId: installation.pluginId,
  pluginName: installation.pluginName,
  pluginVersion: installation.version,
  output,
})
