import { versionsIn } from '#registry/dependencies/version_ranges'
import { listVersions, type Line } from '#registry/dependencies/explain/line'
import semver from 'semver'
import type { Values } from '#registry/dependencies/solver/nogood'
import type { Fact, FactRule } from '#registry/dependencies/model/fact'
import type { PluginPuzzle, Variable } from '#registry/dependencies/model/plugin_puzzle'

const MOST_HINTS = 5

/** A fact with the plugin it says something about, and what it leaves of that. */
interface Claim {
  fact: Fact
  about: Variable
  range: string
  leaves: Values
}

/** Why there is no answer: the facts in an order in which they can be read, what is impossible about them, and what was passed over. */
export function explainRefusal(puzzle: PluginPuzzle, contradiction: readonly FactRule[]): Line[] {
  const order = new Map(puzzle.rules.map((rule, at) => [rule, at]))
  const core = [...contradiction].sort((a, b) => (order.get(a) ?? Infinity) - (order.get(b) ?? Infinity) || 0)
  const facts = inReadingOrder(core.map(({ reason }) => reason!))
  const claims = core.flatMap((rule) => claimOf(puzzle, rule))
  const lines = facts.map((fact) => lineOf(puzzle, { fact, claims }))
  const impossible = [...Map.groupBy(claims, ({ about }) => about)].filter(
    ([about, said]) => said.reduce((left, { leaves }) => left & leaves, about.full) === 0n
  )
  const isSaid = facts.some(({ kind }) => kind === 'circle' || kind === 'unbrought')
  const ends = impossible.map(([about, said]) => endOf(about, said))
  const hints = impossible.flatMap(([about, said]) => hintsOf(puzzle, { about, said })).slice(0, MOST_HINTS)
  return [...lines, ...(ends.length || isSaid ? ends : [{ code: 'together', params: {} }]), ...hints]
}

function claimOf(puzzle: PluginPuzzle, { reason: fact, terms }: FactRule): Claim[] {
  if (!fact || fact.kind === 'circle' || fact.kind === 'unbrought') return []
  const about = puzzle.find(fact.kind === 'needs' ? fact.needed : fact.name)
  const leaves = about.full & ~(terms.get(about.index) ?? about.full)
  return [{ fact, about, leaves, range: fact.kind === 'installed' ? '*' : fact.range }]
}

/** What was asked for first; then each fact after one that speaks of its plugin. */
function inReadingOrder(facts: readonly Fact[]): Fact[] {
  const known = new Set<string>()
  const ordered: Fact[] = []
  const rest = new Set(facts)
  const take = (fact: Fact) => {
    rest.delete(fact)
    ordered.push(fact)
    if (fact.kind === 'needs') known.add(fact.needed)
    else if (fact.kind !== 'circle') known.add(fact.name)
  }
  for (const fact of facts) if (fact.kind === 'asked' || fact.kind === 'installed') take(fact)
  while (rest.size) {
    const all = [...rest]
    take(all.find((fact) => fact.kind === 'needs' && known.has(fact.name)) ?? all.find(({ kind }) => kind === 'needs') ?? all[0]!)
  }
  return ordered
}

function lineOf(puzzle: PluginPuzzle, { fact, claims }: { fact: Fact; claims: readonly Claim[] }): Line {
  switch (fact.kind) {
    case 'asked':
      return { code: 'asked_for', params: { plugin: fact.name, range: fact.range } }
    case 'installed':
      return { code: 'is_installed', params: { plugin: fact.name } }
    case 'circle':
      return { code: 'circle', params: { plugins: [...fact.names, fact.names[0]!].join(' → ') } }
    case 'unbrought':
      return { code: 'unbrought', params: { plugin: fact.name } }
    case 'needs': {
      const from = puzzle.find(fact.name)
      const inQuestion = claims.filter(({ about }) => about === from).reduce((left, { leaves }) => left & leaves, from.full & ~from.absent)
      const meant = namesOf(from, fact.versions & inQuestion || fact.versions)
      const isEvery = meant.length > 1 && (inQuestion & ~fact.versions) === 0n ? 'yes' : 'no'
      return {
        code: `needs_${fact.as}`,
        params: { plugin: fact.name, versions: listVersions(meant), every: isEvery, dependency: fact.needed, range: fact.range },
      }
    }
  }
}

/** What is impossible about one plugin. */
function endOf({ name, candidates }: Variable, said: readonly Claim[]): Line {
  const ranges = [...new Set(said.map(({ range }) => range))].join(', ')
  if (said.length > 1) return { code: 'clash', params: { plugin: name, ranges } }
  const isExpected = said.every(({ fact }) => fact.kind === 'needs' && fact.as === 'peer')
  if (!candidates) return { code: isExpected ? 'unbrought' : 'unknown', params: { plugin: name } }
  return { code: 'none_fits', params: { plugin: name, range: ranges } }
}

/** Versions that would have done, and why they were not in question. */
function hintsOf({ question }: PluginPuzzle, { about, said }: { about: Variable; said: readonly Claim[] }): Line[] {
  const { candidates, name } = about
  if (!candidates) return []
  const fits = (version: string, withPrereleases: boolean) =>
    said.every(({ range, fact }) => {
      const isIn = versionsIn({ versions: [new semver.SemVer(version)], range, withPrereleases }) === 1n
      return fact.kind === 'needs' && fact.as === 'conflicts' ? !isIn : isIn
    })
  const excluded = candidates.excluded
    .filter(({ version }) => fits(version.version, question.channel === 'beta'))
    .map(({ version, why }): Line => ({
      code: `passed_over_${why}`,
      params: { plugin: name, version: version.version, platform: version.platform ?? '', here: question.platform },
    }))
  if (question.channel === 'beta') return excluded
  const early = candidates.versions.filter(({ version }) => semver.prerelease(version) && fits(version, true) && !fits(version, false))
  return [...excluded, ...early.map(({ version }): Line => ({ code: 'passed_over_prerelease', params: { plugin: name, version } }))]
}

const namesOf = ({ candidates }: Variable, values: Values): string[] =>
  candidates?.versions.filter((_, at) => ((values >> BigInt(at)) & 1n) === 1n).map(({ version }) => version) ?? []
