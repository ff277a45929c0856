import { BodyRewriter, type Rewriting } from './body_rewriter.ts'
import { ByteWriter } from './byte_writer.ts'
import { FuelCode } from './fuel_code.ts'
import { FuelLayout, METERS } from './fuel_layout.ts'
import { planFuel, type FunctionPlan } from './fuel_plan.ts'
import { type GateProfile } from './gate_profile.ts'
import { OP } from './opcodes.ts'
import { SECTION, type ParsedModule } from './parsed_module.ts'

/** What rewriting the code changes in other sections. */
export interface InjectedCode {
  code: Uint8Array
  /** Encoded function types to append to the type section. */
  types: Uint8Array[]
  /** Type index of every function of the rewritten module. */
  functions: number[]
  /** Of the function that has most of each. */
  most: { nesting: number; function_loops: number }
}

/**
 * Rewrites every function so that it pays fuel before it runs. What is left is handed from function to function, so that
 * it can stay in a register; the counter that the host sees is brought up to date where somebody else looks at it.
 */
export function injectFuel(module: ParsedModule, profile: GateProfile): InjectedCode {
  const plans = planFuel(module, profile)
  const layout = new FuelLayout(module, plans)
  const code = module.sections.get(SECTION.code) ?? new Uint8Array([0])
  const rewriting = { code, plans, layout, fuelCode: new FuelCode(module.globals, profile.stackWeight) }
  const bodies = new BodyList(code.length * 2 + 256)
  bodies.count(plans.length + layout.wrapped.length + METERS.length)
  const rewrite = (index: number) => bodies.add((out) => rewriteBody(module, { rewriting, index, profile }, out))
  for (const index of plans.keys()) {
    if (layout.isWrapped(index)) bodies.add((out) => writeWrapper(rewriting, index, out))
    else rewrite(index)
  }
  for (const index of layout.wrapped) rewrite(index)
  for (const meter of METERS) bodies.add((out) => rewriting.fuelCode.meterBody(out, meter))
  const functions = layout.functionTypes()
  return { code: bodies.toBytes(), types: layout.addedTypes, functions, most: mostOf(plans) }
}

class BodyList {
  readonly #out: ByteWriter

  constructor(capacity: number) {
    this.#out = new ByteWriter(capacity)
  }

  count(bodies: number): void {
    this.#out.u32(bodies)
  }

  add(write: (out: ByteWriter) => void): void {
    const body = new ByteWriter(256)
    write(body)
    const bytes = body.toBytes()
    this.#out.u32(bytes.length).raw(bytes)
  }

  toBytes(): Uint8Array {
    return this.#out.toBytes()
  }
}

type BodyContext = { rewriting: Rewriting; index: number; profile: GateProfile }

function rewriteBody(module: ParsedModule, { rewriting, index, profile }: BodyContext, out: ByteWriter): void {
  const body = module.bodies[index]!
  new BodyRewriter(rewriting, { index, body, weight: weightOf(module, index, profile) }, out).write()
}

/** About the eight-byte slots a frame takes in V8's baseline code: locals, and operands guessed from the length of the code. */
function weightOf(module: ParsedModule, index: number, profile: GateProfile): number {
  const body = module.bodies[index]!
  const locals = module.types[module.functions[index]!]!.params.length + body.locals
  return 9 + locals + Math.min(Math.ceil((body.end - body.codeStart) / 8), profile.frameOperands)
}

/** Stands where the function stood, for those who call it from outside or through a table. */
function writeWrapper({ layout, plans, fuelCode }: Rewriting, index: number, out: ByteWriter): void {
  out.u32(0)
  const { params } = layout.originalType(index)
  for (const local of params.keys()) out.byte(OP.localGet).u32(local)
  fuelCode.getFuel(out)
  if (plans[index]!.takesDepth) fuelCode.getDepth(out)
  out.byte(OP.call).u32(layout.targetOf(index))
  fuelCode.setFuel(out)
  out.byte(OP.end)
}

function mostOf(plans: readonly FunctionPlan[]): InjectedCode['most'] {
  const most = { nesting: 0, function_loops: 0 }
  for (const { nesting, loops } of plans) {
    most.nesting = Math.max(most.nesting, nesting)
    most.function_loops = Math.max(most.function_loops, loops)
  }
  return most
}
