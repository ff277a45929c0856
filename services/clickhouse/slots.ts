import { ClickhouseFault } from './clickhouse_fault.js'

const QUEUE_LIMIT = 200

/** Lets a fixed number in at once; the others wait in order. */
export class Slots {
  #free: number
  #waiting: (() => void)[] = []

  constructor(size: number) {
    this.#free = size
  }

  async enter(signal: AbortSignal): Promise<() => void> {
    if (this.#waiting.length >= QUEUE_LIMIT) {
      throw new ClickhouseFault(202, 'TOO_MANY_SIMULTANEOUS_QUERIES', 'Too many simultaneous queries')
    }
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))

    const leave = this.#leaveOnce()
    if (!signal.aborted) return leave
    leave()
    throw new ClickhouseFault(394, 'QUERY_WAS_CANCELLED', 'Query was cancelled')
  }

  #leaveOnce(): () => void {
    let left = false
    return () => {
      if (left) return
      left = true
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }
}
