import { type Segment } from './segment.ts'

/** What an instruction costs beyond itself depends on a length known only when it runs. */
export type Meter = 'bytes' | 'entries' | 'pages'

/** A place of a function body where something is put in, or put instead of what stands there up to `until`. */
export type Edit =
  | { at: number; kind: 'charge'; segment: Segment }
  | { at: number; kind: 'meter'; meter: Meter }
  /** A direct call; the callee's index among the module's own functions, negative for an import. */
  | { at: number; kind: 'call'; until: number; callee: number }
  /** A call through a table. */
  | { at: number; kind: 'indirect'; until: number }
  /** The operand that names one of the first locals, counted behind the parameters. */
  | { at: number; kind: 'local'; until: number; index: number }
  | { at: number; kind: 'return' }
  | { at: number; kind: 'trap' }
