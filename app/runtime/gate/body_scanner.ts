import { ByteReader } from './byte_reader.ts'
import { type Edit, type Meter } from './edits.ts'
import { CALL_FUEL, HOST_CALL_FUEL } from './gate_limits.ts'
import { type GateLimits } from './gate_profile.ts'
import { GateRefusal } from './gate_refusal.ts'
import { OP, skipOperands } from './opcodes.ts'
import { SECTION, type ParsedModule } from './parsed_module.ts'
import { Segment } from './segment.ts'

export interface ScannedBody {
  /** In the order of the code; control flow other than loops leads from earlier ones to later ones only. */
  segments: Segment[]
  edits: Edit[]
  callsThroughTable: boolean
  /** Some branch leaves the function as a return would. */
  branchesOut: boolean
  nesting: number
  loops: number
}

interface Label {
  kind: 'function' | 'block' | 'loop' | 'if' | 'else'
  /** The code in front of it. */
  before: Segment
  /** Where branches to its end come from. */
  incoming: Set<Segment>
  /** How many loops stand around it. */
  loops: number
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
/** At most so many parameters are added to a function: fuel, and its place on the stack. */
const ADDED_PARAMS = 2

/** Finds the paths through one function body, and all places that paying touches. Positions are offsets in the code section. */
export function scanBody(module: ParsedModule, index: number, limits: GateLimits): ScannedBody {
  return new BodyScanner(module, index, limits).scan()
}

class BodyScanner {
  readonly #module: ParsedModule
  readonly #limits: GateLimits
  readonly #reader: ByteReader
  readonly #params: number
  readonly #result: ScannedBody = { segments: [], edits: [], callsThroughTable: false, branchesOut: false, nesting: 0, loops: 0 }
  readonly #labels: Label[]
  /** What stands in front of each open loop. */
  readonly #beforeLoops: Segment[] = []
  #current: Segment

  constructor(module: ParsedModule, index: number, limits: GateLimits) {
    const { codeStart, end } = module.bodies[index]!
    this.#module = module
    this.#limits = limits
    this.#reader = new ByteReader(module.sections.get(SECTION.code)!, codeStart, end)
    this.#params = module.types[module.functions[index]!]!.params.length
    this.#current = new Segment(codeStart, 'payer')
    this.#result.segments.push(this.#current)
    this.#labels = [{ kind: 'function', before: this.#current, incoming: new Set(), loops: 0 }]
  }

  scan(): ScannedBody {
    while (!this.#reader.isAtEnd) this.#step(this.#reader.position, this.#reader.byte())
    return this.#result
  }

  #step(at: number, opcode: number): void {
    const reader = this.#reader
    switch (opcode) {
      case OP.localGet:
      case OP.localSet:
      case OP.localTee:
        return this.#local()
      case OP.block:
        reader.skipSigned(5)
        return this.#push('block')
      case OP.loop:
        return this.#enterLoop()
      case OP.if:
        reader.skipSigned(5)
        this.#current.own++
        this.#push('if')
        return this.#continue(this.#current)
      case OP.else:
        return this.#else()
      case OP.end:
        return this.#end()
      case OP.br:
        this.#reach(reader.u32())
        return this.#stop()
      case OP.brIf:
        this.#reach(reader.u32())
        this.#current.own++
        return this.#continue(this.#current)
      case OP.brTable:
        return this.#branchTable()
      case OP.call:
        return this.#call(at, reader.u32())
      case OP.return:
        this.#result.edits.push({ at, kind: 'return' })
        return this.#stop()
      case OP.unreachable:
        if (this.#current.kind === 'plain') this.#current.isDoomed = true
        this.#result.edits.push({ at, kind: 'trap' })
        return this.#stop()
      default:
        this.#plain(at, opcode)
    }
  }

  /** Added parameters take the places of the first locals: whoever means those is led to where they moved. */
  #local(): void {
    const at = this.#reader.position
    const index = this.#reader.u32() - this.#params
    if (index >= 0 && index < ADDED_PARAMS) this.#result.edits.push({ at, kind: 'local', until: this.#reader.position, index })
    this.#current.own++
  }

  #plain(at: number, opcode: number): void {
    const sub = skipOperands(this.#reader, opcode)
    this.#current.own++
    if (opcode === OP.callIndirect) {
      this.#current.own += this.#module.hasEscapingImport ? HOST_CALL_FUEL : CALL_FUEL
      this.#current.touchesFuel = this.#result.callsThroughTable = true
      this.#result.edits.push({ at, kind: 'indirect', until: this.#reader.position })
      return
    }
    const meter = opcode === OP.memoryGrow ? 'pages' : opcode === OP.prefixMisc ? METERED.get(sub) : undefined
    if (!meter) return
    this.#current.touchesFuel = true
    this.#result.edits.push({ at, kind: 'meter', meter })
  }

  #call(at: number, index: number): void {
    const callee = index - this.#module.imports.length
    this.#result.edits.push({ at, kind: 'call', until: this.#reader.position, callee })
    this.#current.own += callee < 0 ? HOST_CALL_FUEL : CALL_FUEL
    if (callee < 0) this.#current.touchesFuel = true
    else this.#current.calls.push(callee)
  }

  #enterLoop(): void {
    this.#reader.skipSigned(5)
    this.#countLoop()
    this.#push('loop')
    this.#beforeLoops.push(this.#current)
    this.#begin('payer')
  }

  #countLoop(): void {
    const used = ++this.#result.loops
    const { function_loops: allowed } = this.#limits
    if (used > allowed) throw new GateRefusal('limit_exceeded', { limit: 'function_loops', used, allowed })
  }

  #else(): void {
    const label = this.#labels.at(-1)!
    label.kind = 'else'
    label.incoming.add(this.#current)
    this.#continue(label.before)
  }

  #end(): void {
    const label = this.#labels.pop()!
    if (label.kind === 'loop') return this.#leaveLoop()
    if (label.kind === 'if') label.incoming.add(label.before)
    if (label.kind !== 'function' && label.incoming.size > 0) this.#continue(...label.incoming.add(this.#current))
  }

  /** What follows a loop is paid for in front of it, not in each of its rounds. */
  #leaveLoop(): void {
    const before = this.#beforeLoops.pop()!
    if (this.#current.kind !== 'dead') this.#continue(before)
  }

  #branchTable(): void {
    const targets = new Set<number>()
    const count = this.#reader.u32()
    this.#refuseLargeJumpTable(count)
    for (let i = 0; i <= count; i++) targets.add(this.#reader.u32())
    for (const depth of targets) this.#reach(depth)
    this.#stop()
  }

  /** The code goes on at the end of that block. Back to a loop it goes on where it is paid for again. */
  #reach(depth: number): void {
    const label = this.#labels[this.#labels.length - 1 - depth]!
    if (label.kind === 'function') this.#result.branchesOut = true
    else if (label.kind !== 'loop') label.incoming.add(this.#beforeLoops[label.loops] ?? this.#current)
  }

  /** A new segment at this place, reached from others. */
  #continue(...from: Segment[]): void {
    this.#begin('plain')
    for (const one of from) one.leadsTo(this.#current)
  }

  /** Nothing gets to what follows, up to the end of this block. */
  #stop(): void {
    this.#current.own++
    this.#begin('dead')
  }

  #begin(kind: Segment['kind']): void {
    const segment = new Segment(this.#reader.position, kind)
    this.#current = segment
    this.#result.segments.push(segment)
    if (kind !== 'dead') this.#result.edits.push({ at: segment.at, kind: 'charge', segment })
  }

  #push(kind: Label['kind']): void {
    this.#labels.push({ kind, before: this.#current, incoming: new Set(), loops: this.#beforeLoops.length })
    const depth = this.#labels.length - 1
    this.#result.nesting = Math.max(this.#result.nesting, depth)
    if (depth > this.#limits.nesting) {
      throw new GateRefusal('nesting_too_deep', { allowed: this.#limits.nesting })
    }
  }

  #refuseLargeJumpTable(targets: number): void {
    const { br_table: allowed } = this.#limits
    if (targets <= allowed) return
    throw new GateRefusal('jump_table_too_large', { used: targets, allowed })
  }
}
