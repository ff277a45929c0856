import semver from 'semver'
import { fitsPlatform, versionsIn } from '#registry/dependencies/version_ranges'
import type { ResolveBudget } from '#registry/dependencies/resolve_budget'
import type { IndexedPlugin, IndexedVersion, ResolveQuestion } from '#registry/dependencies/plugin_index'
import type { Values } from '#registry/dependencies/solver/nogood'

/** Why a version is not in question although it is there. */
export type Exclusion = 'yanked' | 'platform'

/** The versions of one plugin that may be chosen, newest first, and those that may not. */
export class Candidates {
  readonly versions: IndexedVersion[] = []
  readonly excluded: { version: IndexedVersion; why: Exclusion }[] = []
  /** Which version was locked, as an index. */
  readonly locked: number | null
  readonly #numbers: semver.SemVer[]
  readonly #within = new Map<string, Values>()
  readonly #touched = new Map<string, Values>()

  constructor(
    readonly plugin: IndexedPlugin,
    private readonly question: ResolveQuestion,
    private readonly budget: ResolveBudget
  ) {
    const locked = question.locked.get(plugin.name)
    for (const version of plugin.versions) {
      const why = exclusionOf(version, { locked, platform: question.platform })
      if (why) this.excluded.push({ version, why })
      else this.versions.push(version)
    }
    const at = this.versions.findIndex(({ version }) => version === locked)
    this.locked = at < 0 ? null : at
    this.#numbers = this.versions.map(({ version }) => new semver.SemVer(version))
  }

  get all(): Values {
    return (1n << BigInt(this.versions.length)) - 1n
  }

  /** The value that says "not there at all". */
  get absent(): Values {
    return 1n << BigInt(this.versions.length)
  }

  /** The versions a need for this range may be met by: prereleases only where they were asked for. */
  within(range: string): Values {
    return this.question.channel === 'beta' ? this.touchedBy(range) : this.#find(range, this.#within)
  }

  /** The versions a conflict with this range means: a prerelease breaks what its release breaks. */
  touchedBy(range: string): Values {
    return this.#find(range, this.#touched)
  }

  /** What is installed may become any ordinary version, or stay what it is. */
  get forInstalled(): Values {
    return this.within('*') | (this.locked === null ? 0n : 1n << BigInt(this.locked))
  }

  /** Indexes in the order in which they are tried: what is locked, then the newest, those with an advisory last. */
  preference(isUpdating: boolean): number[] {
    const at = this.versions.map((_, index) => index)
    const order = [...at.filter((index) => !this.versions[index]!.isAdvised), ...at.filter((index) => this.versions[index]!.isAdvised)]
    if (this.locked === null || isUpdating) return order
    return [this.locked, ...order.filter((index) => index !== this.locked)]
  }

  #find(range: string, known: Map<string, Values>): Values {
    const found = known.get(range)
    if (found !== undefined) return found
    this.budget.spend('steps', this.#numbers.length)
    const values = versionsIn({ versions: this.#numbers, range, withPrereleases: known === this.#touched })
    known.set(range, values)
    return values
  }
}

function exclusionOf(version: IndexedVersion, { locked, platform }: { locked: string | undefined; platform: string }): Exclusion | null {
  if (!fitsPlatform(platform, version.platform)) return 'platform'
  return version.isYanked && version.version !== locked ? 'yanked' : null
}
