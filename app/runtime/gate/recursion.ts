import { ByteReader } from './byte_reader.ts'
import { OP, skipOperands } from './opcodes.ts'
import { SECTION, type ParsedModule } from './parsed_module.ts'

/**
 * Which of the module's functions can come back to themselves, directly or by others. Only these need a place in the
 * stack counter: what can't recurse is as deep as the module is long. A call through a table may reach everything.
 */
export function findRecursive(module: ParsedModule): boolean[] {
  const calls = module.bodies.map((_, index) => callsOf(module, index))
  return new CycleFinder(calls).find()
}

/** Indices of the defined functions that a body calls; a call through a table counts as one of itself. */
function callsOf(module: ParsedModule, index: number): number[] {
  const body = module.bodies[index]!
  const reader = new ByteReader(module.sections.get(SECTION.code)!, body.codeStart, body.end)
  const called = new Set<number>()
  while (!reader.isAtEnd) {
    const opcode = reader.byte()
    if (opcode === OP.call) called.add(reader.u32() - module.imports.length)
    else skipOperands(reader, opcode)
    if (opcode === OP.callIndirect) called.add(index)
  }
  return [...called].filter((callee) => callee >= 0)
}

/** Tarjan's strongly connected components, without recursion of our own: call chains may be ten thousand long. */
class CycleFinder {
  readonly #calls: number[][]
  readonly #order: Int32Array
  readonly #lowest: Int32Array
  readonly #isOpen: Uint8Array
  readonly #component: number[] = []
  readonly #isRecursive: boolean[]
  #next = 1

  constructor(calls: number[][]) {
    this.#calls = calls
    this.#order = new Int32Array(calls.length)
    this.#lowest = new Int32Array(calls.length)
    this.#isOpen = new Uint8Array(calls.length)
    this.#isRecursive = calls.map((callees, index) => callees.includes(index))
  }

  find(): boolean[] {
    for (let index = 0; index < this.#calls.length; index++) {
      if (this.#order[index] === 0) this.#walk(index)
    }
    return this.#isRecursive
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
      } else if (this.#order[callee] === 0) {
        this.#enter(callee)
        path.push({ index: callee, at: 0 })
      } else if (this.#isOpen[callee]) {
        this.#lower(step.index, this.#order[callee]!)
      }
    }
  }

  #enter(index: number): void {
    this.#order[index] = this.#lowest[index] = this.#next++
    this.#isOpen[index] = 1
    this.#component.push(index)
  }

  #lower(index: number, to: number): void {
    this.#lowest[index] = Math.min(this.#lowest[index]!, to)
  }

  /** The first function of a component closes it; more than one in it call each other in a circle. */
  #leave(index: number): void {
    if (this.#lowest[index] !== this.#order[index]) return
    const from = this.#component.lastIndexOf(index)
    const members = this.#component.splice(from)
    for (const member of members) {
      this.#isOpen[member] = 0
      if (members.length > 1) this.#isRecursive[member] = true
    }
  }
}
