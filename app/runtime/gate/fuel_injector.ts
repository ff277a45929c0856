import { METERS, FuelCode, type Frame } from './fuel_code.ts'
import { scanBody, type Edit, type ScannedBody } from './body_scanner.ts'
import { ByteReader } from './byte_reader.ts'
import { ByteWriter } from './byte_writer.ts'
import { type GateLimits } from './gate_profile.ts'
import { OP } from './opcodes.ts'
import { findRecursive } from './recursion.ts'
import { FUNC_TYPE, SECTION, type FunctionBody, type ParsedModule } from './parsed_module.ts'

const I32_TYPE = 0x7f
const EMPTY_BLOCK = 0x40

/** What rewriting the code adds to other sections. */
export interface InjectedCode {
  code: Uint8Array
  /** Encoded function types to append to the type section. */
  types: Uint8Array[]
  /** Type index of each function appended to the module. */
  functions: number[]
  nesting: number
}

type Copied = { body: FunctionBody; scanned: ScannedBody; isFramed: boolean }

/** Rewrites every function body so that it pays fuel before it runs and, where it can recurse, counts its place on the stack. */
export class FuelInjector {
  readonly #module: ParsedModule
  readonly #limits: GateLimits
  readonly #fuelCode: FuelCode
  readonly #types: Uint8Array[] = []
  readonly #blockTypes = new Map<string, number>()
  readonly #meterType: number
  readonly #isRecursive: boolean[]
  #nesting = 0

  constructor(module: ParsedModule, limits: GateLimits) {
    this.#module = module
    this.#limits = limits
    this.#fuelCode = new FuelCode(module.globals, module.globals + 1)
    this.#isRecursive = findRecursive(module)
    this.#meterType = this.#addType([I32_TYPE], [I32_TYPE])
  }

  inject(): InjectedCode {
    const code = this.#module.sections.get(SECTION.code) ?? new Uint8Array([0])
    const out = new ByteWriter(code.length * 2 + 256).u32(this.#module.bodies.length + METERS.length)
    this.#module.bodies.forEach((body, index) => {
      const rewritten = this.#rewrite(code, body, index)
      out.u32(rewritten.length).raw(rewritten)
    })
    for (const meter of METERS) {
      const body = this.#fuelCode.meterBody(meter)
      out.u32(body.length).raw(body)
    }
    return {
      code: out.toBytes(),
      types: this.#types,
      functions: METERS.map(() => this.#meterType),
      nesting: this.#nesting,
    }
  }

  #rewrite(code: Uint8Array, body: FunctionBody, index: number): Uint8Array {
    const scanned = scanBody(this.#module, body, this.#limits)
    this.#nesting = Math.max(this.#nesting, scanned.nesting)
    const out = new ByteWriter((body.end - body.localsStart) * 2 + 64)
    if (!this.#isRecursive[index]) {
      out.raw(code.subarray(body.localsStart, body.codeStart))
      this.#fuelCode.charge(out, scanned.head.cost)
      this.#copy(out, code, { body, scanned, isFramed: false })
      return out.toBytes()
    }

    const frame = this.#frameOf(body, index)
    writeLocals(out, code.subarray(body.localsStart, body.codeStart))
    this.#fuelCode.charge(out, scanned.head.cost)
    this.#fuelCode.enterFrame(out, frame)
    out.byte(OP.block).raw(this.#resultBlockType(index))
    this.#copy(out, code, { body, scanned, isFramed: true })
    this.#fuelCode.leaveFrame(out, frame)
    return out.byte(OP.end).toBytes()
  }

  #copy(out: ByteWriter, code: Uint8Array, { body, scanned, isFramed }: Copied): void {
    let from = body.codeStart
    for (const edit of scanned.edits) {
      if (edit.kind === 'return' && !isFramed) continue
      out.raw(code.subarray(from, edit.at))
      from = edit.at + this.#apply(out, edit)
    }
    out.raw(code.subarray(from, body.end))
  }

  /** Answers how many bytes of the original the edit stands for. */
  #apply(out: ByteWriter, edit: Edit): number {
    switch (edit.kind) {
      case 'charge':
        this.#fuelCode.charge(out, edit.segment.cost)
        return 0
      case 'meter':
        out.byte(OP.call).u32(this.#module.imports.length + this.#module.bodies.length + METERS.indexOf(edit.meter))
        return 0
      case 'return':
        out.byte(OP.br).u32(edit.depth)
        return 1
    }
  }

  /** About the eight-byte slots a frame takes in V8's baseline code: locals, and operands guessed from the length of the code. */
  #frameOf(body: FunctionBody, index: number): Frame {
    const local = this.#module.types[this.#module.functions[index]!]!.params.length + body.locals
    return { local, weight: 9 + local + Math.ceil((body.end - body.codeStart) / 8) }
  }

  #resultBlockType(index: number): Uint8Array {
    const { results } = this.#module.types[this.#module.functions[index]!]!
    if (results.length === 0) return new Uint8Array([EMPTY_BLOCK])
    if (results.length === 1) return new Uint8Array([results[0]!])
    const key = results.join()
    const type = this.#blockTypes.get(key) ?? this.#addType([], results)
    this.#blockTypes.set(key, type)
    return new ByteWriter(8).signed(type).toBytes()
  }

  #addType(params: readonly number[], results: readonly number[]): number {
    const out = new ByteWriter(16).byte(FUNC_TYPE)
    this.#types.push(out.u32(params.length).raw(params).u32(results.length).raw(results).toBytes())
    return this.#module.types.length + this.#types.length - 1
  }
}

/** The declared locals and one more of type i32 behind them. */
function writeLocals(out: ByteWriter, declared: Uint8Array): void {
  const reader = new ByteReader(declared)
  out
    .u32(reader.u32() + 1)
    .raw(declared.subarray(reader.position))
    .u32(1)
    .byte(I32_TYPE)
}
