import type { DependencyKind } from '#registry/dependencies/dependency'
import type { Nogood, Values } from '#registry/dependencies/solver/nogood'

/** What a rule of the puzzle says about plugins. */
export type Fact =
  | { kind: 'asked'; name: string; range: string }
  | { kind: 'installed'; name: string }
  | { kind: 'needs'; name: string; versions: Values; as: DependencyKind; needed: string; range: string }
  /** Each needs the next, the last the first. */
  | { kind: 'circle'; names: string[] }
  /** Something else expects it, and nothing that could be taken brings it. */
  | { kind: 'unbrought'; name: string }

export type FactRule = Nogood<Fact>
