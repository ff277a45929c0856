import { Overloaded } from '#core/http/exceptions'

/** At most `most` pieces of work at the same time, in the order they came. Throws `Overloaded` (503) when `waiting` others wait already. */
export class FewAtOnce {
  readonly #queue: (() => void)[] = []
  #running = 0

  constructor(
    private readonly most: number,
    private readonly waiting: number
  ) {}

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running < this.most) this.#running += 1
    else await this.#place()
    try {
      return await work()
    } finally {
      const next = this.#queue.shift()
      // The place is handed on: nobody who comes in between takes it.
      if (next) next()
      else this.#running -= 1
    }
  }

  #place(): Promise<void> {
    if (this.#queue.length >= this.waiting) throw new Overloaded()
    return new Promise((resolve) => this.#queue.push(resolve))
  }
}
