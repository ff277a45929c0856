import { buildPlugin } from '#runtime/build/build_plugin'
import { REQUEST_LIMITS, type CallOutcome, type HostCallHandler } from '#runtime/host/call_types'
import { PluginHost } from '#runtime/host/plugin_host'
import { hookExport } from '#runtime/manifest/plugin_manifest'

export interface PluginRun<Answer> extends CallOutcome {
  answer: Answer
}

type Given = { hook: string; input: unknown; settings?: Record<string, unknown>; onHostCall?: HostCallHandler }

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

/** Runs plugins as the platform does: built, gated, in the plugin host, with the limits of a request but time for slow machines. */
export class PluginBench {
  readonly #host = new PluginHost()

  async run<Answer>(folder: string, { hook, input, settings = {}, onHostCall }: Given): Promise<PluginRun<Answer>> {
    const { verdict, gated } = await buildPlugin(folder)
    if (!gated) throw new Error(verdict.findings.map(({ message }) => message).join('; '))
    const outcome = await this.#host.call({
      digest: verdict.sha256,
      loadModule: () => Promise.resolve(gated),
      fn: hookExport(hook),
      input: typeof input === 'string' ? new TextEncoder().encode(input) : encode(input),
      settings: encode(settings),
      limits: { ...REQUEST_LIMITS, wallMs: 20_000, cpuMs: 10_000 },
      onHostCall,
    })
    const answer = outcome.outcome === 'ok' ? (JSON.parse(new TextDecoder().decode(outcome.output)) as Answer) : (undefined as Answer)
    return { ...outcome, answer }
  }

  stop(): Promise<void> {
    return this.#host.stop()
  }
}

/** Answers `now` with a moment of the test's choosing. */
export const clockAt = (moment: string): HostCallHandler => {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigInt64(0, BigInt(Date.parse(moment)), true)
  return () => Promise.resolve(bytes)
}
