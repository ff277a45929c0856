import { type ByteWriter } from './byte_writer.ts'
import { type Meter } from './edits.ts'
import { OP } from './opcodes.ts'

const I32 = { const: 0x41, add: 0x6a, gtU: 0x4b }
const I64 = { const: 0x42, sub: 0x7d, shrU: 0x88, shl: 0x86, ltS: 0x53, extendU: 0xad }
const GLOBAL_GET = 0x23
const GLOBAL_SET = 0x24
const IF_VOID = [OP.if, 0x40]

const METER_SHIFTS: Readonly<Record<Meter, readonly [shift: number, by: number]>> = {
  bytes: [I64.shrU, 4],
  entries: [I64.shrU, 0],
  pages: [I64.shl, 12],
}

/** The locals of a function in which it holds what is left, and how deep it stands. */
export interface Held {
  fuel: number
  /** Undefined where nobody counts. */
  depth: number | undefined
}

/** The few instruction sequences the gate adds. All leave the operand stack as it was, so they fit anywhere. */
export class FuelCode {
  readonly #fuel: number
  readonly #stack: number
  readonly #stackWeight: number

  /** The two counters are appended to the module's own globals: fuel first, the stack behind it. */
  constructor(globals: number, stackWeight: number) {
    this.#fuel = globals
    this.#stack = globals + 1
    this.#stackWeight = stackWeight
  }

  charge(out: ByteWriter, cost: number, { fuel }: Held): void {
    out.byte(OP.localGet).u32(fuel).byte(I64.const).signed(cost).byte(I64.sub)
    this.#settle(out, fuel)
  }

  checkDepth(out: ByteWriter, held: Held): void {
    out.byte(OP.localGet).u32(held.depth!).byte(I32.const).signed(this.#stackWeight).byte(I32.gtU).raw(IF_VOID)
    this.storeDepth(out, held, 0)
    this.storeFuel(out, held)
    out.byte(OP.unreachable).byte(OP.end)
  }

  /** Hands fuel on; what comes back is taken by `takeFuel`. */
  giveFuel(out: ByteWriter, { fuel }: Held): void {
    out.byte(OP.localGet).u32(fuel)
  }

  takeFuel(out: ByteWriter, { fuel }: Held): void {
    out.byte(OP.localSet).u32(fuel)
  }

  /** Hands on a place on the stack that is deeper by the weight of this frame. */
  giveDepth(out: ByteWriter, { depth }: Held, weight: number): void {
    out.byte(OP.localGet).u32(depth!)
    if (weight > 0) out.byte(I32.const).signed(weight).byte(I32.add)
  }

  /** Shows the host, or whoever is called through a table, what is left. */
  storeFuel(out: ByteWriter, { fuel }: Held): void {
    out.byte(OP.localGet).u32(fuel)
    this.setFuel(out)
  }

  storeDepth(out: ByteWriter, held: Held, weight: number): void {
    this.giveDepth(out, held, weight)
    out.byte(GLOBAL_SET).u32(this.#stack)
  }

  loadFuel(out: ByteWriter, { fuel }: Held): void {
    this.getFuel(out)
    out.byte(OP.localSet).u32(fuel)
  }

  getFuel(out: ByteWriter): void {
    out.byte(GLOBAL_GET).u32(this.#fuel)
  }

  setFuel(out: ByteWriter): void {
    out.byte(GLOBAL_SET).u32(this.#fuel)
  }

  getDepth(out: ByteWriter): void {
    out.byte(GLOBAL_GET).u32(this.#stack)
  }

  /** Body of a function (length, fuel) -> (length, fuel) that pays for a length and hands it through. */
  meterBody(out: ByteWriter, meter: Meter): void {
    const [shift, by] = METER_SHIFTS[meter]
    out.u32(0).byte(OP.localGet).u32(0)
    out.byte(OP.localGet).u32(1).byte(OP.localGet).u32(0).byte(I64.extendU)
    out.byte(I64.const).signed(by).byte(shift).byte(I64.sub)
    this.#settle(out, 1)
    out.byte(OP.localGet).u32(1).byte(OP.end)
  }

  #settle(out: ByteWriter, fuel: number): void {
    out.byte(OP.localTee).u32(fuel).byte(I64.const).signed(0).byte(I64.ltS).raw(IF_VOID)
    this.storeFuel(out, { fuel, depth: undefined })
    out.byte(OP.unreachable).byte(OP.end)
  }
}
