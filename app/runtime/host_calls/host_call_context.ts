import { newId } from '#core/ids'
import { HostCallUsage } from '#runtime/host_calls/host_call_usage'
import { SecretMask } from '#runtime/host_calls/secrets/secret_mask'
import { eventDepth } from '#runtime/subscriptions/event_depth'
import type { Installation } from '#runtime/installations/installation'

/** In whose name a plugin asks, and from within which hook: one for each run. */
export interface HostCallContext {
  installation: Installation
  /** `discount@1` */
  hook: string
  /** The same for every repetition of the call: what it caused is not caused again. */
  callId: string
  /** When the call is over, by `performance.now()`. */
  deadlineAt: number
  /** How deep the event is that the plugin is being told of; what it emits is one deeper. */
  eventDepth: number
  usage: HostCallUsage
  /** Knows every secret that was filled in during this run: nothing of the run is kept or told without it. */
  mask: SecretMask
}

interface Run {
  installation: Installation
  hook: string
  /** Milliseconds the whole run may take. */
  wallMs: number
  callId?: string
}

/** Opens the context of one run. */
export const openHostCalls = ({ installation, hook, wallMs, callId = newId() }: Run): HostCallContext => ({
  installation,
  hook,
  callId,
  deadlineAt: performance.now() + wallMs,
  eventDepth: eventDepth(),
  usage: new HostCallUsage(),
  mask: new SecretMask(),
})

/** What a function learns of the single request beside its JSON. */
export interface HostRequest {
  /** Counts the requests of one attempt of the call, from one. */
  sequence: number
}

/** One function of `rialto:host/v1` that the application answers. Throws `HostCallRefused` to say no. */
export interface HostFunction<Request = never> {
  name: string
  /** What must have been granted; `data` stands for any `data.*`, which the function checks itself. */
  capability: string
  /** JSON Schema of the request: what does not fit is refused before the function is asked. */
  request: object
  /** Spends its time waiting for others and has a bound of its own; all else is answered four at a time. */
  waitsOutside?: boolean
  answer(request: Request, context: HostCallContext, told: HostRequest): Promise<unknown>
}
