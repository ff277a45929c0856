import { AsyncLocalStorage } from 'node:async_hooks'

const background = new AsyncLocalStorage<true>()

/** Whether the code that asks runs in work put off with `Later`, for which no request waits. */
export const isInBackground = (): boolean => background.getStore() === true

/**
 * Work put off, such as writing down what was counted: asked for by many, done once after a pause in milliseconds, never
 * twice at a time, in nobody's request. It must not throw: nobody is there to catch it.
 */
export class Later {
  #timer: NodeJS.Timeout | null = null
  #done: Promise<void> = Promise.resolve()

  constructor(
    private readonly pauseMs: number,
    private readonly work: () => Promise<void>
  ) {}

  /** Asks for it. The timer keeps no process alive. */
  soon(): void {
    this.#timer ??= setTimeout(() => void this.now(), this.pauseMs).unref()
  }

  /** Does it at once, after what is under way. */
  now(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#done = this.#done.then(() => background.run(true, this.work))
    return this.#done
  }

  /** Before the database closes: does what was asked for, waits for what is under way. */
  close(): Promise<void> {
    return this.#timer ? this.now() : this.#done
  }
}
