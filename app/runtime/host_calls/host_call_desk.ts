import logger from '@adonisjs/core/services/logger'
import { Clock } from '#core/clock'
import { HostCallRefused, type HostCall } from '#runtime/host/call_types'
import { ANY_DATA, asksFor } from '#runtime/manifest/plugin_manifest'
import { readRequest } from '#runtime/host_calls/read_request'
import { Turns } from '#runtime/host_calls/turns'
import type { Metric, Metrics } from '#core/metrics/metrics'
import type { HostCallContext, HostFunction } from '#runtime/host_calls/host_call_context'

const encoder = new TextEncoder()

const ANSWERED = 'ok'
/** PostgreSQL's code for a foreign key without its row: it was uninstalled while it ran. */
const NO_SUCH_PARENT = '23503'
const REQUESTS: Metric = { name: 'rialto_plugin_requests_total', help: 'Requests of plugins to the platform by function and outcome' }
const SECONDS: Metric = { name: 'rialto_plugin_request_seconds', help: 'How long the platform took to answer them, waiting included' }

/** Of one installation in one process; the others wait for their turn. */
const AT_ONCE = 4

/** The platform's side of host functions: what was not granted is refused, whatever the module imports. */
export class HostCallDesk {
  readonly #functions = new Map<string, HostFunction>()
  readonly #turns = new Turns(AT_ONCE)

  constructor(
    functions: readonly HostFunction[],
    private readonly metrics?: Metrics
  ) {
    for (const one of functions) this.#functions.set(one.name, one)
  }

  /**
   * Answers with JSON in UTF-8 (`now`: eight bytes) and counts the request in the context.
   * Throws `HostCallRefused`; no secret that was filled in is in its text.
   */
  async answer(call: HostCall, context: HostCallContext): Promise<Uint8Array> {
    const startedAt = performance.now()
    context.usage.begin(call.name)
    const told = (code: string, bytesOut = 0) => this.#note(call, context, { code, bytesOut, ms: performance.now() - startedAt })
    try {
      const answer = await this.#answer(call, context)
      told(ANSWERED, answer.length)
      return answer
    } catch (error) {
      const refusal = error instanceof HostCallRefused ? error : unavailable(error, call.name)
      told(refusal.code)
      throw new HostCallRefused(refusal.code, context.mask.text(refusal.message))
    }
  }

  #note({ name, payload }: HostCall, { usage }: HostCallContext, { code, bytesOut, ms }: { code: string; bytesOut: number; ms: number }) {
    usage.end({ name, isRefused: code !== ANSWERED, ms, bytesIn: payload.length, bytesOut })
    // A script could ask for any name: those nobody knows are one.
    const labels = { function: name === 'now' || this.#functions.has(name) ? name : 'unknown' }
    this.metrics?.count(REQUESTS, { ...labels, outcome: code })
    this.metrics?.observe(SECONDS, ms / 1_000, labels)
  }

  async #answer({ name, payload, sequence = 0 }: HostCall, context: HostCallContext): Promise<Uint8Array> {
    if (name === 'now') {
      refuseUngranted('clock', context)
      return currentTime()
    }
    const known = this.#functions.get(name)
    if (!known) throw new HostCallRefused('unknown_function', `The platform does not offer "${name}".`)
    refuseUngranted(known.capability, context)
    const request = readRequest(known, payload)
    const work = () => known.answer(request as never, context, { sequence })
    const answer = known.waitsOutside ? await work() : await this.#turns.take(context.installation.id, () => inTime(work, context))
    return encoder.encode(JSON.stringify(answer ?? null))
  }
}

/** The platform's own failure: its words are for the operator's log, not for the plugin's. */
function unavailable(error: unknown, name: string): HostCallRefused {
  if ((error as { code?: unknown }).code === NO_SUCH_PARENT) {
    return new HostCallRefused('not_installed', 'The plugin is not installed any more.')
  }
  logger.error({ err: error, function: name }, 'a request of a plugin failed')
  return new HostCallRefused('unavailable', `"${name}" can not be answered now.`)
}

/** Whose run is over meanwhile hears nothing any more: its work is not begun. */
function inTime<Result>(work: () => Promise<Result>, { deadlineAt }: HostCallContext): Promise<Result> {
  if (performance.now() < deadlineAt) return work()
  throw new HostCallRefused('too_late', 'The run was over before it was the turn of this request.')
}

function refuseUngranted(capability: string, { installation }: HostCallContext): void {
  if (asksFor({ capabilities: installation.grantedCapabilities }, capability)) return
  throw new HostCallRefused('not_granted', `The capability "${capability === ANY_DATA ? 'data.*' : capability}" was not granted.`)
}

/** Eight bytes, little-endian: the only answer that is not JSON. */
export function currentTime(): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigInt64(0, BigInt(Clock.now().toMillis()), true)
  return bytes
}
