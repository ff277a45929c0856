import { ByteReader } from './byte_reader.ts'
import { type ByteWriter } from './byte_writer.ts'
import { type Edit } from './edits.ts'
import { type FuelCode, type Held } from './fuel_code.ts'
import { type FuelLayout } from './fuel_layout.ts'
import { type FunctionPlan } from './fuel_plan.ts'
import { OP } from './opcodes.ts'
import { type FunctionBody } from './parsed_module.ts'

/** What all bodies of a module are rewritten with. */
export interface Rewriting {
  code: Uint8Array
  plans: readonly FunctionPlan[]
  layout: FuelLayout
  fuelCode: FuelCode
}

export interface Rewritten {
  index: number
  body: FunctionBody
  /** What its frame weighs, where that is counted. */
  weight: number
}

/** Writes one function again: its locals make room, its edits are applied, its results carry the fuel out. */
export class BodyRewriter {
  readonly #rewriting: Rewriting
  readonly #out: ByteWriter
  readonly #plan: FunctionPlan
  readonly #body: FunctionBody
  readonly #index: number
  readonly #weight: number
  readonly #params: number
  readonly #held: Held

  constructor(rewriting: Rewriting, { index, body, weight }: Rewritten, out: ByteWriter) {
    const plan = rewriting.plans[index]!
    this.#rewriting = rewriting
    this.#plan = plan
    this.#body = body
    this.#index = index
    this.#out = out
    this.#weight = plan.isRecursive ? weight : 0
    this.#params = rewriting.layout.originalType(index).params.length
    this.#held = { fuel: this.#params, depth: plan.takesDepth ? this.#params + 1 : undefined }
  }

  get #returnsFuel(): boolean {
    return this.#plan.takesFuel && !this.#plan.isPaidByCaller
  }

  /** How many of the first locals had to move. */
  get #added(): number {
    return this.#plan.takesFuel ? (this.#plan.takesDepth ? 2 : 1) : 0
  }

  write(): void {
    const { fuelCode, layout, plans } = this.#rewriting
    const out = this.#out
    this.#writeLocals()
    if (!this.#plan.isPaidByCaller) fuelCode.charge(out, plans[this.#index]!.segments[0]!.charge, this.#held)
    if (this.#plan.isRecursive) fuelCode.checkDepth(out, this.#held)
    if (!this.#returnsFuel) return this.#copy(this.#body.end)
    const isFramed = this.#plan.branchesOut
    if (isFramed) out.byte(OP.block).raw(layout.blockType(layout.originalType(this.#index).results))
    this.#copy(isFramed ? this.#body.end : this.#body.end - 1)
    fuelCode.giveFuel(out, this.#held)
    out.byte(OP.end)
  }

  /** Added parameters push the first locals out of their places, to the end: all others keep their index. */
  #writeLocals(): void {
    const { code } = this.#rewriting
    if (this.#added === 0) return void this.#out.raw(code.subarray(this.#body.localsStart, this.#body.codeStart))
    const reader = new ByteReader(code, this.#body.localsStart, this.#body.codeStart)
    const kept: [count: number, type: number][] = []
    const moved: [count: number, type: number][] = []
    for (let runs = reader.u32(), left = this.#added; runs > 0; runs--) {
      const count = reader.u32()
      const type = reader.byte()
      const taken = Math.min(count, left)
      left -= taken
      if (taken > 0) moved.push([taken, type])
      if (count > taken) kept.push([count - taken, type])
    }
    this.#out.u32(kept.length + moved.length)
    for (const [count, type] of [...kept, ...moved]) this.#out.u32(count).byte(type)
  }

  #copy(end: number): void {
    const { code } = this.#rewriting
    let from = this.#body.codeStart
    for (const edit of this.#plan.takesFuel ? this.#plan.edits : []) {
      this.#out.raw(code.subarray(from, edit.at))
      from = this.#apply(edit)
    }
    this.#out.raw(code.subarray(from, end))
  }

  /** Answers where the code goes on. */
  #apply(edit: Edit): number {
    const { layout, fuelCode } = this.#rewriting
    switch (edit.kind) {
      case 'charge':
        if (edit.segment.pays) fuelCode.charge(this.#out, edit.segment.charge, this.#held)
        return edit.at
      case 'local':
        return this.#renameLocal(edit)
      case 'call':
        return edit.callee < 0 ? this.#callOutside(edit) : this.#call(edit)
      case 'indirect':
        return this.#callThroughTable(edit)
      case 'meter':
        fuelCode.giveFuel(this.#out, this.#held)
        this.#out.byte(OP.call).u32(layout.meterIndex(edit.meter))
        fuelCode.takeFuel(this.#out, this.#held)
        return edit.at
      case 'return':
        if (this.#returnsFuel) fuelCode.giveFuel(this.#out, this.#held)
        return edit.at
      case 'trap':
        fuelCode.storeFuel(this.#out, this.#held)
        return edit.at
    }
  }

  #renameLocal({ at, until, index }: Edit & { kind: 'local' }): number {
    if (index >= this.#added) return at
    this.#out.u32(this.#params + Math.max(this.#body.locals, this.#added) + index)
    return until
  }

  #call({ at, until, callee }: Edit & { kind: 'call' }): number {
    const { plans, layout, fuelCode } = this.#rewriting
    const { takesFuel, takesDepth, isPaidByCaller } = plans[callee]!
    if (!takesFuel) return at
    fuelCode.giveFuel(this.#out, this.#held)
    if (takesDepth) fuelCode.giveDepth(this.#out, this.#held, this.#weight)
    this.#out.byte(OP.call).u32(layout.targetOf(callee))
    if (!isPaidByCaller) fuelCode.takeFuel(this.#out, this.#held)
    return until
  }

  #callOutside({ at, until }: Edit & { kind: 'call' }): number {
    const { code, fuelCode } = this.#rewriting
    fuelCode.storeFuel(this.#out, this.#held)
    this.#out.raw(code.subarray(at, until))
    fuelCode.loadFuel(this.#out, this.#held)
    return until
  }

  /** Who is called that way reads the counters, and leaves the stack's as it likes. */
  #callThroughTable({ at, until }: Edit & { kind: 'indirect' }): number {
    const { code, fuelCode } = this.#rewriting
    fuelCode.storeDepth(this.#out, this.#held, this.#weight)
    fuelCode.storeFuel(this.#out, this.#held)
    this.#out.raw(code.subarray(at, until))
    fuelCode.loadFuel(this.#out, this.#held)
    fuelCode.storeDepth(this.#out, this.#held, 0)
    return until
  }
}
