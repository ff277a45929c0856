import { nogood, type Values } from '#registry/dependencies/solver/nogood'
import type { Candidates } from '#registry/dependencies/model/candidates'
import type { Fact, FactRule } from '#registry/dependencies/model/fact'
import type { Reach } from '#registry/dependencies/model/reach'
import type { IndexedVersion, ResolveQuestion } from '#registry/dependencies/plugin_index'

/** A plugin as a variable of the puzzle. */
export interface Variable {
  index: number
  name: string
  /** Null: there is no such plugin. */
  candidates: Candidates | null
  absent: Values
  full: Values
  /** Values in the order in which they are tried. */
  preference: Values[]
  /** Which is decided first. */
  rank: number
}

/** A version that may bring another plugin. */
export interface Bringing {
  from: Variable
  to: Variable
  versions: Values
  kind: 'runtime' | 'optional'
}

type NeedFact = Extract<Fact, { kind: 'needs' }>

/** The question as variables and rules. */
export class PluginPuzzle {
  readonly variables: Variable[] = []
  readonly rules: FactRule[] = []
  readonly bringings: Bringing[] = []
  /** By variable: all its values. */
  readonly full: Values[] = []
  readonly #byName = new Map<string, Variable>()

  constructor(
    private readonly reach: Reach,
    readonly question: ResolveQuestion
  ) {
    for (const name of reach.names) this.#variable(name)
    const own = [...this.variables]
    for (const { name, range, isInstalled } of question.requires) this.#require({ name, range, isInstalled })
    for (const variable of own) this.#needsOf(variable)
  }

  find(name: string): Variable {
    return this.#byName.get(name)!
  }

  /** The version a variable was narrowed to; null when it is not there or still open. */
  chosen(variable: Variable, left: readonly Values[]): IndexedVersion | null {
    const values = left[variable.index]!
    if (values === variable.absent || (values & (values - 1n)) !== 0n) return null
    return variable.candidates?.versions[values.toString(2).length - 1] ?? null
  }

  rule(terms: [Variable, Values][], fact: Fact): FactRule {
    return nogood(
      terms.map(([{ index }, values]): [number, Values] => [index, values]),
      this.full,
      fact
    )
  }

  /** Plugins nobody brings come up too: as what others expect or refuse. */
  #variable(name: string): Variable {
    const known = this.#byName.get(name)
    if (known) return known
    const { question, reach } = this
    const candidates = reach.candidates.get(name) ?? null
    const asked = reach.asked.get(name) ?? 0n
    const absent = candidates?.absent ?? 1n
    const index = this.variables.length
    const isUpdating = question.updating.has(name)
    const order = candidates?.preference(isUpdating).map((at) => 1n << BigInt(at)) ?? []
    const variable = {
      ...{ index, name, candidates, absent },
      full: asked | absent,
      preference: order.filter((value) => (value & asked) !== 0n),
      rank: isUpdating ? 0 : candidates?.locked !== null ? 1 : 2,
    }
    this.variables.push(variable)
    this.full.push(variable.full)
    this.#byName.set(name, variable)
    return variable
  }

  #require({ name, range, isInstalled }: ResolveQuestion['requires'][number]) {
    const variable = this.find(name)
    const { candidates, full } = variable
    const fitting = (isInstalled ? candidates?.forInstalled : candidates?.within(range)) ?? 0n
    this.rules.push(this.rule([[variable, full & ~fitting]], isInstalled ? { kind: 'installed', name } : { kind: 'asked', name, range }))
  }

  /** One rule for all versions that need the same. */
  #needsOf(variable: Variable) {
    const groups = new Map<string, Map<string, NeedFact[]>>()
    const facts: NeedFact[] = []
    variable.candidates?.versions.forEach(({ dependencies }, at) => {
      const bit = 1n << BigInt(at)
      if ((bit & variable.full) === 0n) return
      for (const { kind: as, name: needed, range } of dependencies) {
        const ofPlugin = getOrAdd(groups, needed, () => new Map<string, NeedFact[]>())
        const ofRange = getOrAdd(ofPlugin, range, (): NeedFact[] => [])
        const known = ofRange.find((fact) => fact.as === as)
        if (known) known.versions |= bit
        else {
          const fact: NeedFact = { kind: 'needs', name: variable.name, versions: bit, as, needed, range }
          ofRange.push(fact)
          facts.push(fact)
        }
      }
    })
    for (const fact of facts) this.#need(variable, fact)
  }

  #need(from: Variable, fact: NeedFact) {
    const to = this.#variable(fact.needed)
    const { candidates, absent, full } = to
    const within = candidates?.within(fact.range) ?? 0n
    const allowed = {
      runtime: within,
      peer: within,
      optional: within | absent,
      conflicts: ~(candidates?.touchedBy(fact.range) ?? 0n) | absent,
    }[fact.as]
    const refused = full & ~allowed
    if (refused !== 0n) this.rules.push(this.rule([[from, fact.versions], [to, refused]], fact)) // prettier-ignore
    if (fact.as === 'runtime' || fact.as === 'optional') this.bringings.push({ from, to, versions: fact.versions, kind: fact.as })
  }
}

function getOrAdd<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
