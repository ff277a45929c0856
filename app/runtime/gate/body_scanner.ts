import { ByteReader } from './byte_reader.ts'
import { BRANCH_CHARGE_THRESHOLD, GATE_LIMITS, HOST_CALL_FUEL } from './gate_limits.ts'
import { GateRefusal } from './gate_refusal.ts'
import { OP, skipOperands } from './opcodes.ts'
import { type FunctionBody, type ParsedModule } from './parsed_module.ts'

/** Instructions that are paid for together, at one place before any of them runs. */
export interface Segment {
  cost: number
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
  /** Only functions that call can recurse; leaves need no place in the stack counter. */
  hasCalls: boolean
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
export function scanBody(module: ParsedModule, body: FunctionBody, code: Uint8Array): ScannedBody {
  const hasBranchCharges = countInstructions(body, code) > BRANCH_CHARGE_THRESHOLD
  return new BodyScanner(module, hasBranchCharges).scan(new ByteReader(code, body.codeStart, body.end))
}

function countInstructions(body: FunctionBody, code: Uint8Array): number {
  const reader = new ByteReader(code, body.codeStart, body.end)
  let count = 0
  for (; !reader.isAtEnd; count++) skipOperands(reader, reader.byte())
  return count
}

class BodyScanner {
  readonly #module: ParsedModule
  readonly #hasBranchCharges: boolean
  readonly #result: ScannedBody = { head: { cost: 1 }, edits: [], hasCalls: false, nesting: 0 }
  readonly #open: Segment[] = [this.#result.head]

  constructor(module: ParsedModule, hasBranchCharges: boolean) {
    this.#module = module
    this.#hasBranchCharges = hasBranchCharges
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
    return this.#result
  }

  #step(reader: ByteReader, { at, opcode, sub }: { at: number; opcode: number; sub: number }): void {
    switch (opcode) {
      case OP.loop:
        this.#enter(reader.position, true)
        break
      case OP.block:
      case OP.if:
        this.#current.cost++
        this.#enter(reader.position, this.#hasBranchCharges)
        break
      case OP.else:
        if (this.#hasBranchCharges) {
          this.#open.pop()
          this.#enter(reader.position, true)
        }
        break
      case OP.end:
        this.#open.pop()
        break
      case OP.callIndirect:
        this.#result.hasCalls = true
        this.#current.cost += this.#module.hasEscapingImport ? HOST_CALL_FUEL : 4
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
    const isHostCall = index < this.#module.imports.length
    if (!isHostCall) this.#result.hasCalls = true
    this.#current.cost += isHostCall ? HOST_CALL_FUEL : 4
  }

  #enter(at: number, paysByItself: boolean): void {
    const segment = paysByItself ? { cost: 1 } : this.#current
    if (paysByItself) this.#result.edits.push({ at, kind: 'charge', segment })
    this.#open.push(segment)
    this.#result.nesting = Math.max(this.#result.nesting, this.#open.length - 1)
    if (this.#open.length - 1 > GATE_LIMITS.nesting) {
      throw new GateRefusal('limit', `Blocks are nested more than ${GATE_LIMITS.nesting} deep. Split the deepest function.`)
    }
  }
}
