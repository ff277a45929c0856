/**
 * Lets so many pieces of work of one key run at once; the others wait in the order they came. A plugin asks for fifty things
 * in one breath: without turns, all of them would hold a connection to the database, and wait for one another on it.
 */
export class Turns {
  readonly #running = new Map<string, number>()
  readonly #waiting = new Map<string, (() => void)[]>()

  constructor(private readonly limit: number) {}

  async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const running = this.#running.get(key) ?? 0
    if (running >= this.limit) await this.#wait(key)
    else this.#running.set(key, running + 1)
    try {
      return await work()
    } finally {
      this.#leave(key)
    }
  }

  /** Whoever leaves hands the place on. */
  #leave(key: string): void {
    const next = this.#waiting.get(key)?.shift()
    if (next) return next()
    this.#waiting.delete(key)
    const left = this.#running.get(key)! - 1
    if (left === 0) this.#running.delete(key)
    else this.#running.set(key, left)
  }

  #wait(key: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), resolve]))
  }
}
