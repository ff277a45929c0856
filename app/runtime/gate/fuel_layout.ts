import { ByteWriter } from './byte_writer.ts'
import { type Meter } from './edits.ts'
import { type FunctionPlan } from './fuel_plan.ts'
import { FUNC_TYPE, type FunctionType, type ParsedModule } from './parsed_module.ts'

const I32 = 0x7f
const I64 = 0x7e
export const METERS: readonly Meter[] = ['bytes', 'entries', 'pages']

/**
 * Where functions stand and what types they have once fuel is handed from one to the next. A function that is called
 * from outside or through a table keeps its place and type as a wrapper; its code moves behind all others, and behind
 * those stand the meters.
 */
export class FuelLayout {
  /** Encoded function types to append to the type section. */
  readonly addedTypes: Uint8Array[] = []
  /** Functions whose code moved, by index among the module's own. */
  readonly wrapped: readonly number[]
  readonly #module: ParsedModule
  readonly #plans: readonly FunctionPlan[]
  readonly #moved = new Map<number, number>()
  readonly #types = new Map<string, number>()

  constructor(module: ParsedModule, plans: readonly FunctionPlan[]) {
    this.#module = module
    this.#plans = plans
    const first = module.imports.length
    this.wrapped = plans.flatMap(({ takesFuel }, index) => (takesFuel && module.referenced.has(first + index) ? [index] : []))
    for (const [at, index] of this.wrapped.entries()) this.#moved.set(index, first + plans.length + at)
  }

  isWrapped(index: number): boolean {
    return this.#moved.has(index)
  }

  /** The function index that a direct call has to name. */
  targetOf(index: number): number {
    return this.#moved.get(index) ?? this.#module.imports.length + index
  }

  meterIndex(meter: Meter): number {
    return this.#module.imports.length + this.#plans.length + this.wrapped.length + METERS.indexOf(meter)
  }

  originalType(index: number): FunctionType {
    return this.#module.types[this.#module.functions[index]!]!
  }

  /** Type indices of all functions of the rewritten module. */
  functionTypes(): number[] {
    const own = this.#plans.map((_, index) => (this.isWrapped(index) ? this.#module.functions[index]! : this.#typeOf(index)))
    const moved = this.wrapped.map((index) => this.#typeOf(index))
    return [...own, ...moved, ...METERS.map(() => this.#addType([I32, I64], [I32, I64]))]
  }

  /** The type of a block that leaves these values. */
  blockType(results: readonly number[]): Uint8Array {
    if (results.length === 0) return new Uint8Array([0x40])
    if (results.length === 1) return new Uint8Array([results[0]!])
    return new ByteWriter(8).signed(this.#addType([], results)).toBytes()
  }

  #typeOf(index: number): number {
    const { takesFuel, takesDepth, isPaidByCaller } = this.#plans[index]!
    if (!takesFuel) return this.#module.functions[index]!
    const { params, results } = this.originalType(index)
    const added = takesDepth ? [I64, I32] : [I64]
    return this.#addType([...params, ...added], isPaidByCaller ? results : [...results, I64])
  }

  #addType(params: readonly number[], results: readonly number[]): number {
    const key = `${params.join()}>${results.join()}`
    const known = this.#types.get(key)
    if (known !== undefined) return known
    const out = new ByteWriter(16).byte(FUNC_TYPE)
    this.addedTypes.push(out.u32(params.length).raw(params).u32(results.length).raw(results).toBytes())
    const type = this.#module.types.length + this.addedTypes.length - 1
    this.#types.set(key, type)
    return type
  }
}
