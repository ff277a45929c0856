import { HostCallRefused, type HostCall } from '#runtime/host/call_types'
import { currentTime } from '#runtime/host_calls/host_call_desk'

export interface RecordedRequest {
  name: string
  /** The request as the plugin wrote it, JSON; cut to 2,000 characters. */
  request: string
}

const MAX_LENGTH = 2_000

/**
 * Stands in for the desk where a plugin is tried without a shop: writes down what it asks for and answers nothing but the
 * time. Every request is refused with the code `dry_run`.
 */
export class RecordingDesk {
  readonly requests: RecordedRequest[] = []

  answer({ name, payload }: HostCall): Promise<Uint8Array> {
    this.requests.push({ name, request: new TextDecoder().decode(payload).slice(0, MAX_LENGTH) })
    if (name === 'now') return Promise.resolve(currentTime())
    return Promise.reject(new HostCallRefused('dry_run', `"${name}" is not answered in a dry run.`))
  }
}
