import { ByteWriter } from './byte_writer.ts'
import { MAX_STACK_WEIGHT } from './gate_limits.ts'
import { type Meter } from './body_scanner.ts'

const I32 = { const: 0x41, add: 0x6a, sub: 0x6b, gtU: 0x4b }
const I64 = { const: 0x42, sub: 0x7d, shrU: 0x88, shl: 0x86, ltS: 0x53, extendU: 0xad }
const GLOBAL_GET = 0x23
const GLOBAL_SET = 0x24
const LOCAL_GET = 0x20
const LOCAL_TEE = 0x22
const TRAP_IF = [0x04, 0x40, 0x00, 0x0b]
const END = 0x0b

const METER_SHIFTS: Readonly<Record<Meter, readonly [shift: number, by: number]>> = {
  bytes: [I64.shrU, 4],
  entries: [I64.shrU, 0],
  pages: [I64.shl, 12],
}

export const METERS: readonly Meter[] = ['bytes', 'entries', 'pages']

/** A function's place on the stack: what it weighs, and the local that remembers the depth. */
export interface Frame {
  weight: number
  local: number
}

/** The few instruction sequences the gate adds. All leave the operand stack as it was, so they fit anywhere. */
export class FuelCode {
  readonly #fuel: number
  readonly #stack: number

  constructor(fuelGlobal: number, stackGlobal: number) {
    this.#fuel = fuelGlobal
    this.#stack = stackGlobal
  }

  charge(out: ByteWriter, cost: number): void {
    out.byte(GLOBAL_GET).u32(this.#fuel).byte(I64.const).signed(cost).byte(I64.sub)
    this.#settle(out)
  }

  /** Keeps the new depth in a local of its own: leaving needs no second look at the counter. */
  enterFrame(out: ByteWriter, { weight, local }: Frame): void {
    out.byte(GLOBAL_GET).u32(this.#stack).byte(I32.const).signed(weight).byte(I32.add)
    out.byte(LOCAL_TEE).u32(local).byte(GLOBAL_SET).u32(this.#stack)
    out.byte(LOCAL_GET).u32(local).byte(I32.const).signed(MAX_STACK_WEIGHT).byte(I32.gtU).raw(TRAP_IF)
  }

  leaveFrame(out: ByteWriter, { weight, local }: Frame): void {
    out.byte(LOCAL_GET).u32(local).byte(I32.const).signed(weight).byte(I32.sub)
    out.byte(GLOBAL_SET).u32(this.#stack)
  }

  /** Body of a function (i32) -> i32 that pays for a length and hands it through. */
  meterBody(meter: Meter): Uint8Array {
    const [shift, by] = METER_SHIFTS[meter]
    const out = new ByteWriter(48).u32(0)
    out.byte(GLOBAL_GET).u32(this.#fuel).byte(LOCAL_GET).u32(0).byte(I64.extendU)
    out.byte(I64.const).signed(by).byte(shift).byte(I64.sub)
    this.#settle(out)
    return out.byte(LOCAL_GET).u32(0).byte(END).toBytes()
  }

  #settle(out: ByteWriter): void {
    out.byte(GLOBAL_SET).u32(this.#fuel).byte(GLOBAL_GET).u32(this.#fuel)
    out.byte(I64.const).signed(0).byte(I64.ltS).raw(TRAP_IF)
  }
}
