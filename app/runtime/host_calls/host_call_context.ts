import type { Installation } from '#runtime/installations/installation'

/** In whose name a plugin asks, and from within which hook. */
export interface HostCallContext {
  installation: Installation
  /** `discount@1` */
  hook: string
}

/** One function of `rialto:host/v1` that the application answers. Throws `HostCallRefused` to say no. */
export interface HostFunction {
  name: string
  /** What must have been granted; `data` stands for any `data.*`, which the function checks itself. */
  capability: string
  answer(request: unknown, context: HostCallContext): Promise<unknown>
}
