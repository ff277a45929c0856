/** Questions to the process of the host that are no calls: each is answered once, in time or with an error. */
export class PendingQuestions<Answer> {
  readonly #waiting = new Map<number, PromiseWithResolvers<Answer>>()

  /** Rejects when the process dies, or no answer came in time; `onSilence` is told of that. */
  ask(id: number, waitMs: number, onSilence = () => {}): Promise<Answer> {
    const waiter = Promise.withResolvers<Answer>()
    const timer = setTimeout(() => {
      this.refuse(id, 'The plugin host did not answer.')
      onSilence()
    }, waitMs)
    this.#waiting.set(id, waiter)
    return waiter.promise.finally(() => clearTimeout(timer))
  }

  answer(id: number, answer: Answer): void {
    this.#waiting.get(id)?.resolve(answer)
    this.#waiting.delete(id)
  }

  refuse(id: number, why: string): void {
    this.#waiting.get(id)?.reject(new Error(why))
    this.#waiting.delete(id)
  }

  refuseAll(why: string): void {
    for (const id of [...this.#waiting.keys()]) this.refuse(id, why)
  }
}
