import { ByteWriter } from '#runtime/gate/byte_writer'

export const I32 = 0x7f
export const I64 = 0x7e

type Bytes = readonly number[]
interface FunctionSource {
  params?: Bytes
  results?: Bytes
  /** Types of the locals beside the parameters. */
  locals?: Bytes
  body: Bytes
  export?: string | undefined
}

/** Writes small WebAssembly modules by hand, hostile ones above all: no compiler would produce them. */
export class ModuleBuilder {
  readonly #types: Uint8Array[] = []
  readonly #imports: Uint8Array[] = []
  readonly #functions: number[] = []
  readonly #bodies: Uint8Array[] = []
  readonly #exports: Uint8Array[] = []
  readonly #raw = new Map<number, Uint8Array>()
  #importedFunctions = 0

  import(module: string, name: string, [params, results]: readonly [Bytes, Bytes] = [[], []]): this {
    const type = this.#type(params, results)
    this.#imports.push(new ByteWriter().name(module).name(name).byte(0).u32(type).toBytes())
    this.#importedFunctions++
    return this
  }

  /** An import of something that is no function: `kind` and description as they stand in the binary. */
  importOther(module: string, name: string, description: Bytes): this {
    this.#imports.push(new ByteWriter().name(module).name(name).raw(description).toBytes())
    return this
  }

  function({ params = [], results = [], locals = [], body, export: name }: FunctionSource): this {
    const index = this.#importedFunctions + this.#functions.length
    this.#functions.push(this.#type(params, results))
    const code = new ByteWriter().u32(locals.length)
    for (const local of locals) code.u32(1).byte(local)
    code.raw(body).byte(0x0b)
    this.#bodies.push(new ByteWriter().u32(code.length).raw(code.toBytes()).toBytes())
    return name === undefined ? this : this.export(name, 0, index)
  }

  export(name: string, kind: number, index: number): this {
    this.#exports.push(new ByteWriter().name(name).byte(kind).u32(index).toBytes())
    return this
  }

  memory(...limits: Bytes): this {
    return this.section(5, [1, ...limits])
  }

  /** Puts a section in as it is. */
  section(id: number, body: Bytes): this {
    this.#raw.set(id, Uint8Array.from(body))
    return this
  }

  build(): Uint8Array<ArrayBuffer> {
    const sections = new Map<number, Uint8Array>()
    if (this.#types.length) sections.set(1, vector(this.#types))
    if (this.#imports.length) sections.set(2, vector(this.#imports))
    if (this.#functions.length) sections.set(3, vector(this.#functions.map((type) => new ByteWriter().u32(type).toBytes())))
    if (this.#exports.length) sections.set(7, vector(this.#exports))
    if (this.#bodies.length) sections.set(10, vector(this.#bodies))
    for (const [id, body] of this.#raw) sections.set(id, body)

    const out = new ByteWriter().raw([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00])
    for (const id of [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11, 0]) {
      const body = sections.get(id)
      if (body) out.section(id, body)
    }
    return new Uint8Array(out.toBytes())
  }

  #type(params: Bytes, results: Bytes): number {
    const type = new ByteWriter().byte(0x60).u32(params.length).raw(params).u32(results.length).raw(results).toBytes()
    const known = this.#types.findIndex((other) => other.join() === type.join())
    if (known >= 0) return known
    this.#types.push(type)
    return this.#types.length - 1
  }
}

function vector(items: readonly Uint8Array[]): Uint8Array {
  const out = new ByteWriter().u32(items.length)
  for (const item of items) out.raw(item)
  return out.toBytes()
}

/** Operand of `i32.const` and `i64.const`. */
export const signed = (value: number): number[] => [...new ByteWriter().signed(value).toBytes()]
export const i32 = (value: number): number[] => [0x41, ...signed(value)]
/** `loop … br 0 end` around a body: it never ends by itself. */
export const forever = (body: Bytes = []): number[] => [0x03, 0x40, ...body, 0x0c, 0, 0x0b]
