import { scanBody, type ScannedBody } from './body_scanner.ts'
import { CALLER_PAYS_FUEL } from './gate_limits.ts'
import { type GateProfile } from './gate_profile.ts'
import { type ParsedModule } from './parsed_module.ts'
import { findCycles } from './recursion.ts'
import { type Segment } from './segment.ts'

/** How one function deals with fuel. */
export interface FunctionPlan extends ScannedBody {
  /** Small and straight: its callers pay for it, and what they have left does not change in it. */
  isPaidByCaller: boolean
  /** Is handed the fuel that is left. */
  takesFuel: boolean
  /** Is handed its place on the stack too, behind the fuel: it or something it calls can recurse. */
  takesDepth: boolean
  /** Must look how deep it is. */
  isRecursive: boolean
}

/** Decides for all functions of a module who pays for what, callees before their callers. */
export function planFuel(module: ParsedModule, profile: GateProfile): FunctionPlan[] {
  const scanned = module.bodies.map((_, index) => scanBody(module, index, profile.limits))
  const calls = scanned.map((body, index) => callsOf(body, index, false))
  const lastCalls = scanned.map((body, index) => callsOf(body, index, true))
  const { order, isRecursive } = findCycles(calls)
  noteLastCalls(isRecursive, { calls, lastCalls })
  const takesDepth = findCallersOf(isRecursive, { calls, lastCalls })
  const planned: FunctionPlan[] = []
  for (const index of order) {
    const isReferenced = module.referenced.has(index + module.imports.length)
    const known = { isRecursive: isRecursive[index]!, takesDepth: takesDepth[index]!, isReferenced }
    planned[index] = planBody(scanned[index]!, { planned, known, branchFuel: profile.branchFuel })
  }
  return planned
}

interface Known {
  isRecursive: boolean
  takesDepth: boolean
  /** Called from outside or through a table: no caller could pay for it. */
  isReferenced: boolean
}

type Context = { planned: FunctionPlan[]; known: Known; branchFuel: number }

function planBody(body: ScannedBody, { planned, known, branchFuel }: Context): FunctionPlan {
  const isPaidHere = (callee: number) => planned[callee]?.isPaidByCaller ?? false
  const priceOf = (callee: number) => (isPaidHere(callee) ? planned[callee]!.segments[0]!.path : 0)
  for (let i = body.segments.length - 1; i >= 0; i--) body.segments[i]!.settle(priceOf, branchFuel)

  const [head, ...others] = body.segments as [Segment, ...Segment[]]
  const isPlain = (segment: Segment) => segment.isDoomed || (!segment.touchesFuel && segment.calls.every(isPaidHere))
  const isPaidByCaller =
    !known.isRecursive &&
    !known.isReferenced &&
    head.path <= CALLER_PAYS_FUEL &&
    others.every(({ pays }) => !pays) &&
    body.segments.every(isPlain)
  const takesFuel =
    !isPaidByCaller || body.segments.some(({ isDoomed, calls }) => isDoomed || calls.some((callee) => planned[callee]!.takesFuel))
  return { ...body, isRecursive: known.isRecursive, takesDepth: takesFuel && known.takesDepth, isPaidByCaller, takesFuel }
}

/** What a body calls; through a table it may reach everything, which counts as a call of itself. */
function callsOf({ segments, callsThroughTable }: ScannedBody, index: number, isDoomed: boolean): number[] {
  const called = new Set(segments.flatMap((segment) => (segment.isDoomed === isDoomed ? segment.calls : [])))
  if (callsThroughTable && !isDoomed) called.add(index)
  return [...called]
}

type Calls = { calls: number[][]; lastCalls: number[][] }

/** Who is called right before a trap can come back the same way again: then it is as recursive as others. */
function noteLastCalls(isRecursive: boolean[], { calls, lastCalls }: Calls): void {
  if (lastCalls.every((callees) => callees.length === 0)) return
  const { isRecursive: isInAnyCycle } = findCycles(calls.map((callees, index) => [...callees, ...lastCalls[index]!]))
  for (const callee of lastCalls.flat()) if (isInAnyCycle[callee]) isRecursive[callee] = true
}

function findCallersOf(isRecursive: readonly boolean[], { calls, lastCalls }: Calls): boolean[] {
  const callers: number[][] = calls.map(() => [])
  for (const [caller, callees] of calls.entries()) {
    for (const callee of [...callees, ...lastCalls[caller]!]) callers[callee]!.push(caller)
  }
  const found = [...isRecursive]
  const open = found.flatMap((isFound, index) => (isFound ? [index] : []))
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    for (const caller of callers[index]!) {
      if (!found[caller]) open.push(caller)
      found[caller] = true
    }
  }
  return found
}
