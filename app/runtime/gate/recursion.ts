export interface Cycles {
  /** Which functions can come back to themselves, directly or by others. */
  isRecursive: boolean[]
  /** All functions, callees before their callers; those of one circle stand together. */
  order: number[]
}

/** Judges who calls whom, by index. Only what can recurse has to look how deep it is: the rest is as deep as the module is long. */
export const findCycles = (calls: readonly number[][]): Cycles => new CycleFinder(calls).find()

/** Tarjan's strongly connected components, without recursion of our own: call chains may be ten thousand long. */
class CycleFinder {
  readonly #calls: readonly number[][]
  readonly #number: Int32Array
  readonly #lowest: Int32Array
  readonly #isOpen: Uint8Array
  readonly #component: number[] = []
  readonly #isRecursive: boolean[]
  readonly #order: number[] = []
  #next = 1

  constructor(calls: readonly number[][]) {
    this.#calls = calls
    this.#number = new Int32Array(calls.length)
    this.#lowest = new Int32Array(calls.length)
    this.#isOpen = new Uint8Array(calls.length)
    this.#isRecursive = calls.map((callees, index) => callees.includes(index))
  }

  find(): Cycles {
    for (let index = 0; index < this.#calls.length; index++) {
      if (this.#number[index] === 0) this.#walk(index)
    }
    return { isRecursive: this.#isRecursive, order: this.#order }
  }

  #walk(root: number): void {
    const path = [{ index: root, at: 0 }]
    this.#enter(root)
    while (path.length > 0) {
      const step = path[path.length - 1]!
      const callee = this.#calls[step.index]![step.at++]
      if (callee === undefined) {
        path.pop()
        this.#leave(step.index)
        const caller = path.at(-1)
        if (caller) this.#lower(caller.index, this.#lowest[step.index]!)
      } else if (this.#number[callee] === 0) {
        this.#enter(callee)
        path.push({ index: callee, at: 0 })
      } else if (this.#isOpen[callee]) {
        this.#lower(step.index, this.#number[callee]!)
      }
    }
  }

  #enter(index: number): void {
    this.#number[index] = this.#lowest[index] = this.#next++
    this.#isOpen[index] = 1
    this.#component.push(index)
  }

  #lower(index: number, to: number): void {
    this.#lowest[index] = Math.min(this.#lowest[index]!, to)
  }

  /** The first function of a component closes it; more than one in it call each other in a circle. */
  #leave(index: number): void {
    if (this.#lowest[index] !== this.#number[index]) return
    const from = this.#component.lastIndexOf(index)
    const members = this.#component.splice(from)
    for (const member of members) {
      this.#isOpen[member] = 0
      this.#order.push(member)
      if (members.length > 1) this.#isRecursive[member] = true
    }
  }
}
