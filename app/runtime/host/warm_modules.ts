export type LoadModule = () => Promise<Uint8Array>

const CAPACITY = 64
/** Nobody is held up for longer than this: an update goes through, and its first call compiles. */
const PATIENCE_MS = 3_000

/**
 * Modules that should be compiled before somebody calls them: told to every process of the host that starts. Whoever
 * waits for one is let go when the process dies: a call compiles what is missing.
 */
export class WarmModules {
  readonly #loaders = new Map<string, LoadModule>()
  readonly #waiting = new Map<string, PromiseWithResolvers<void>>()

  get digests(): string[] {
    return [...this.#loaders.keys()]
  }

  /** Answers whether it was unknown so far. */
  remember(digest: string, load: LoadModule): boolean {
    const isNew = !this.#loaders.delete(digest)
    this.#loaders.set(digest, load)
    const [oldest] = this.#loaders.keys()
    if (this.#loaders.size > CAPACITY && oldest !== undefined) this.#loaders.delete(oldest)
    return isNew
  }

  loaderOf(digest: string): LoadModule | undefined {
    return this.#loaders.get(digest)
  }

  /** Resolves when the process has compiled it, found that it can't, died, or took too long. */
  waitFor(digest: string): Promise<void> {
    const waiter = this.#waiting.get(digest) ?? Promise.withResolvers<void>()
    this.#waiting.set(digest, waiter)
    const timer = setTimeout(() => this.settle(digest), PATIENCE_MS)
    return waiter.promise.finally(() => clearTimeout(timer))
  }

  settle(digest: string): void {
    this.#waiting.get(digest)?.resolve()
    this.#waiting.delete(digest)
  }

  letGo(): void {
    for (const digest of [...this.#waiting.keys()]) this.settle(digest)
  }
}
