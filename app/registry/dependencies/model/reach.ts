import { Candidates } from '#registry/dependencies/model/candidates'
import type { IndexedPlugin, Requirement, ResolveQuestion } from '#registry/dependencies/plugin_index'
import type { ResolveBudget } from '#registry/dependencies/resolve_budget'
import type { Values } from '#registry/dependencies/solver/nogood'

/** No range is written like this. */
const INSTALLED = ' installed'

/**
 * Which versions of which plugins come into question at all, as the index becomes known: what is required, what any of
 * these versions may bring, and so on. Old versions that nobody asks for bring nothing.
 */
export class Reach {
  readonly candidates = new Map<string, Candidates>()
  /** By plugin: the versions somebody asks for. */
  readonly asked = new Map<string, Values>()
  /** By plugin, in the order in which they came up: who asks for what. */
  readonly #asks = new Map<string, Map<string, Requirement>>()
  readonly #missing = new Set<string>()
  readonly #waiting: Requirement[] = []

  constructor(
    private readonly question: ResolveQuestion,
    private readonly budget: ResolveBudget
  ) {
    for (const requirement of question.requires) this.#ask(requirement)
  }

  /** What has to be looked up next. */
  get missing(): string[] {
    return [...this.#missing]
  }

  /** All plugins that came up, in the order in which they did. */
  get names(): string[] {
    return [...this.#asks.keys()]
  }

  /** Takes in what was looked up; what was missing and is not among the plugins does not exist. */
  supply(plugins: readonly IndexedPlugin[]) {
    this.budget.spend('depth')
    const names = this.missing
    this.#missing.clear()
    for (const plugin of plugins) {
      this.candidates.set(plugin.name, new Candidates(plugin, this.question, this.budget))
      this.budget.spend('versions', plugin.versions.length)
    }
    for (const name of names) this.#waiting.push(...this.#asks.get(name)!.values())
    // A loop, not a recursion: versions may lead to each other in long chains.
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) this.#widen(next)
  }

  #ask(requirement: Requirement) {
    const { name, range, isInstalled } = requirement
    const asks = this.#asks.get(name) ?? new Map<string, Requirement>()
    if (!asks.size) {
      this.#asks.set(name, asks)
      this.budget.spend('plugins')
      this.#missing.add(name)
    }
    const key = isInstalled ? INSTALLED : range
    if (asks.has(key)) return
    asks.set(key, requirement)
    if (this.candidates.has(name)) this.#waiting.push(requirement)
  }

  /** Follows what the versions bring that nobody asked for until now. */
  #widen({ name, range, isInstalled }: Requirement) {
    const candidates = this.candidates.get(name)
    if (!candidates) return
    const before = this.asked.get(name) ?? 0n
    const values = isInstalled ? candidates.forInstalled : candidates.within(range)
    const added = values & ~before
    this.asked.set(name, before | values)
    for (let at = 0, rest = added; rest !== 0n; at++, rest >>= 1n) {
      if ((rest & 1n) === 0n) continue
      const { dependencies } = candidates.versions[at]!
      this.budget.spend('dependencies', dependencies.length)
      for (const needed of dependencies) {
        if (needed.kind === 'runtime' || needed.kind === 'optional') this.#ask({ name: needed.name, range: needed.range })
      }
    }
  }
}
