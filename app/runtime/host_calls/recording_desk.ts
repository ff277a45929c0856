import { HostCallRefused, type HostCall } from '#runtime/host/call_types'
import { currentTime } from '#runtime/host_calls/host_call_desk'

export interface RecordedRequest {
  name: string
  /** The request as the plugin wrote it, JSON; cut to 2,000 characters. */
  request: string
}

/** Answers what follows from the request alone: hashes, a key-value store of this call, bytes that count up. */
export interface Computed {
  has(name: string): boolean
  answer(call: HostCall): Promise<Uint8Array>
}

const MAX_LENGTH = 2_000

/**
 * Stands in for the desk where a plugin is tried without a shop: writes down what it asks for and answers nothing but the
 * time and what can be computed. Every other request is refused with the code `dry_run`.
 */
export class RecordingDesk {
  readonly requests: RecordedRequest[] = []

  constructor(
    private readonly computed?: Computed,
    private readonly now: () => Uint8Array = currentTime
  ) {}

  async answer(call: HostCall): Promise<Uint8Array> {
    const { name, payload } = call
    this.requests.push({ name, request: new TextDecoder().decode(payload).slice(0, MAX_LENGTH) })
    if (name === 'now') return this.now()
    if (this.computed?.has(name)) return this.computed.answer(call)
    throw new HostCallRefused('dry_run', `"${name}" is not answered in a dry run.`)
  }
}
