import { Clock } from '#core/clock'
import { HostCallRefused, type HostCall } from '#runtime/host/call_types'
import { ANY_DATA, asksFor } from '#runtime/manifest/plugin_manifest'
import type { HostCallContext, HostFunction } from '#runtime/host_calls/host_call_context'

const decoder = new TextDecoder('utf-8', { fatal: true })
const encoder = new TextEncoder()

/** The platform's side of host functions: what was not granted is refused, whatever the module imports. */
export class HostCallDesk {
  readonly #functions = new Map<string, HostFunction>()

  constructor(functions: readonly HostFunction[]) {
    for (const one of functions) this.#functions.set(one.name, one)
  }

  /** Answers with JSON in UTF-8 (`now`: eight bytes). Throws `HostCallRefused`. */
  async answer({ name, payload }: HostCall, context: HostCallContext): Promise<Uint8Array> {
    if (name === 'now') {
      refuseUngranted('clock', context)
      return currentTime()
    }
    const known = this.#functions.get(name)
    if (!known) throw new HostCallRefused('unknown_function', `The platform does not offer "${name}".`)
    refuseUngranted(known.capability, context)
    const answer = await known.answer(readJson(payload), context)
    return encoder.encode(JSON.stringify(answer ?? null))
  }
}

function refuseUngranted(capability: string, { installation }: HostCallContext): void {
  if (asksFor({ capabilities: installation.grantedCapabilities }, capability)) return
  throw new HostCallRefused('not_granted', `The capability "${capability === ANY_DATA ? 'data.*' : capability}" was not granted.`)
}

function readJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(payload)) as unknown
  } catch {
    throw new HostCallRefused('invalid_request', 'The request is not JSON in UTF-8.')
  }
}

function currentTime(): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigInt64(0, BigInt(Clock.now().toMillis()), true)
  return bytes
}
