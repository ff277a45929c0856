import { ByteReader } from './byte_reader.ts'
import { BRANCH_FUEL, CHARGE_FUEL, HOST_CALL_FUEL } from './gate_limits.ts'
import { type GateLimits } from './gate_profile.ts'
import { GateRefusal } from './gate_refusal.ts'
import { OP, skipOperands } from './opcodes.ts'
import { SECTION, type FunctionBody, type ParsedModule } from './parsed_module.ts'

/** Instructions that are paid for together, at one place before any of them runs. */
interface Segment {
  cost: number
  /** What pays for a branch too small to pay by itself; loops and functions always pay. */
  parent: Segment | null
}

/** What an instruction costs beyond itself depends on a length known only when it runs. */
export type Meter = 'bytes' | 'entries' | 'pages'

export type Edit =
  | { at: number; kind: 'charge'; segment: Segment }
  | { at: number; kind: 'meter'; meter: Meter }
  | { at: number; kind: 'return'; depth: number }

export interface ScannedBody {
  head: Segment
  edits: Edit[]
  nesting: number
}

const METERED = new Map<number, Meter>([
  [8, 'bytes'],
  [10, 'bytes'],
  [11, 'bytes'],
  [12, 'entries'],
  [14, 'entries'],
  [15, 'entries'],
  [17, 'entries'],
])

/** Finds where one function body must pay fuel, and what. Positions are offsets in the code section. */
export function scanBody(module: ParsedModule, body: FunctionBody, limits: GateLimits): ScannedBody {
  const code = module.sections.get(SECTION.code)!
  return new BodyScanner(module, limits).scan(new ByteReader(code, body.codeStart, body.end))
}

class BodyScanner {
  readonly #module: ParsedModule
  readonly #limits: GateLimits
  readonly #result: ScannedBody = { head: { cost: CHARGE_FUEL, parent: null }, edits: [], nesting: 0 }
  readonly #open: Segment[] = [this.#result.head]

  constructor(module: ParsedModule, limits: GateLimits) {
    this.#module = module
    this.#limits = limits
  }

  get #current(): Segment {
    return this.#open[this.#open.length - 1]!
  }

  scan(reader: ByteReader): ScannedBody {
    while (!reader.isAtEnd) {
      const at = reader.position
      const opcode = reader.byte()
      if (opcode === OP.call) this.#call(reader.u32())
      else this.#step(reader, { at, opcode, sub: skipOperands(reader, opcode) })
    }
    this.#mergeSmallBranches()
    return this.#result
  }

  /** From the innermost out, so that small branches of small branches end up where something pays. */
  #mergeSmallBranches(): void {
    for (const edit of this.#result.edits.toReversed()) {
      if (edit.kind !== 'charge' || !edit.segment.parent) continue
      if (edit.segment.cost >= BRANCH_FUEL) edit.segment.parent = null
      else edit.segment.parent.cost += edit.segment.cost
    }
    this.#result.edits = this.#result.edits.filter((edit) => edit.kind !== 'charge' || edit.segment.parent === null)
  }

  #step(reader: ByteReader, { at, opcode, sub }: { at: number; opcode: number; sub: number }): void {
    switch (opcode) {
      case OP.loop:
        this.#enter(this.#pay(reader.position, null))
        break
      case OP.block:
        this.#enter(this.#current)
        break
      case OP.if:
        this.#current.cost++
        this.#enter(this.#pay(reader.position, this.#current))
        break
      case OP.else:
        this.#open.pop()
        this.#open.push(this.#pay(reader.position, this.#current))
        break
      case OP.brIf:
        this.#current.cost++
        this.#continue(reader.position)
        break
      case OP.end:
        this.#open.pop()
        if (this.#open.length > 0) this.#continue(reader.position)
        break
      case OP.callIndirect:
        this.#current.cost += this.#module.hasEscapingImport ? HOST_CALL_FUEL : 4
        break
      case OP.brTable:
        this.#refuseLargeJumpTable(sub)
        this.#current.cost++
        break
      case OP.return:
        this.#current.cost++
        this.#result.edits.push({ at, kind: 'return', depth: this.#open.length - 1 })
        break
      default:
        this.#plain(at, opcode, sub)
    }
  }

  #plain(at: number, opcode: number, sub: number): void {
    this.#current.cost++
    const meter = opcode === OP.memoryGrow ? 'pages' : opcode === OP.prefixMisc ? METERED.get(sub) : undefined
    if (meter) this.#result.edits.push({ at, kind: 'meter', meter })
  }

  #call(index: number): void {
    this.#current.cost += index < this.#module.imports.length ? HOST_CALL_FUEL : 4
  }

  /** What stands behind a conditional branch is paid for where it begins, unless it is too small for that. */
  #pay(at: number, parent: Segment | null): Segment {
    const segment = { cost: parent ? 0 : CHARGE_FUEL, parent }
    this.#result.edits.push({ at, kind: 'charge', segment })
    return segment
  }

  /** Behind a branch, or where branches meet again, the code of this block may be reached or not. */
  #continue(at: number): void {
    this.#open[this.#open.length - 1] = this.#pay(at, this.#current)
  }

  #refuseLargeJumpTable(targets: number): void {
    const { br_table: allowed } = this.#limits
    if (targets <= allowed) return
    throw new GateRefusal('limit', `A jump table has ${targets} targets; at most ${allowed} are allowed. Split the largest switch.`)
  }

  #enter(segment: Segment): void {
    this.#open.push(segment)
    const depth = this.#open.length - 1
    this.#result.nesting = Math.max(this.#result.nesting, depth)
    if (depth > this.#limits.nesting) {
      throw new GateRefusal('limit', `Blocks are nested more than ${this.#limits.nesting} deep. Split the deepest function.`)
    }
  }
}
