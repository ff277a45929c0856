import fc from 'fast-check'
import semver from 'semver'
import { finish, resolvePlugins, type Resolution } from '#registry/dependencies/resolve_plugins'
import { ResolveBudget } from '#registry/dependencies/resolve_budget'
import { Reach } from '#registry/dependencies/model/reach'
import { RESOLVE_LIMITS, type ResolveLimits } from '#registry/dependencies/resolve_limits'
import type { Dependency, DependencyKind } from '#registry/dependencies/dependency'
import type { IndexedVersion, PluginIndex, Requirement, ResolveQuestion } from '#registry/dependencies/plugin_index'

/** `runtime b ^1`, `peer c *`: as tests write needs down. */
export function needs(text: string): Dependency[] {
  return text
    .split(',')
    .filter((line) => line.trim())
    .map((line) => {
      const [kind, name, ...range] = line.trim().split(' ')
      return { kind: kind as DependencyKind, name: name!, range: range.join(' ') }
    })
}

export const indexedVersion = (version: string, more: Partial<IndexedVersion> = {}): IndexedVersion => ({
  ...{ version, digest: version, isYanked: false, isAdvised: false, platform: null, dependencies: [] },
  ...more,
})

/** `{ a: { '1.0.0': 'runtime b ^1' } }` as the resolver reads it. */
export function indexOf(plugins: Record<string, Record<string, string | Partial<IndexedVersion>>>): PluginIndex {
  return new Map(
    Object.entries(plugins).map(([name, versions]) => [
      name,
      {
        name,
        serial: 1,
        versions: Object.entries(versions)
          .map(([version, more]) => indexedVersion(version, typeof more === 'string' ? { dependencies: needs(more) } : more))
          .sort((one, other) => semver.rcompare(one.version, other.version)),
      },
    ])
  )
}

export const question = (requires: Record<string, string>, more: Partial<ResolveQuestion> = {}): ResolveQuestion => ({
  requires: Object.entries(requires).map(([name, range]): Requirement => ({ name, range })),
  locked: new Map(),
  updating: new Set(),
  platform: '1.0.0',
  channel: 'stable',
  ...more,
})

export function resolve(index: PluginIndex, asked: ResolveQuestion, limits: ResolveLimits = RESOLVE_LIMITS): Resolution {
  const budget = new ResolveBudget(limits)
  const reach = new Reach(asked, budget)
  while (reach.missing.length) reach.supply(reach.missing.flatMap((name) => index.get(name) ?? []))
  return finish(resolvePlugins(reach, asked, budget))
}

/** `{ a: '1.0.0' }`, or null where there is no answer. */
export function answerOf(resolution: Resolution): Record<string, string> | null {
  return resolution.isSolved ? Object.fromEntries([...resolution.chosen].map(([name, { version }]) => [name, version])) : null
}

const NAMES = ['a', 'b', 'c', 'd']
const VERSIONS = ['1.0.0', '1.1.0', '2.0.0', '2.1.0-beta.1']
const RANGES = ['*', '*', '*', '^1', '^2', '1.0.0', '>=1.1.0', '>=2.1.0-0', '<2', '<3']

const dependency = fc.record({
  kind: fc.constantFrom<DependencyKind>('runtime', 'runtime', 'runtime', 'peer', 'peer', 'optional', 'optional', 'conflicts'),
  name: fc.constantFrom(...NAMES, ...NAMES, 'nowhere'),
  range: fc.constantFrom(...RANGES),
})

const anyVersion = fc.record({
  isYanked: fc.constantFrom(...Array.from({ length: 6 }, () => false), true),
  platform: fc.constantFrom(...Array.from({ length: 8 }, () => null), '>=1', '^2'),
  dependencies: fc.uniqueArray(dependency, { maxLength: 3, selector: ({ kind, name }) => `${kind} ${name}` }),
})

const anyPlugin = fc.dictionary(fc.constantFrom(...VERSIONS), anyVersion, { minKeys: 1, maxKeys: 3 })

const anyIndex = fc
  .tuple(...NAMES.map(() => anyPlugin))
  .map((plugins) => indexOf(Object.fromEntries(plugins.map((versions, at) => [NAMES[at], withoutSelf(NAMES[at]!, versions)]))))

/** Publishing refuses plugins that need themselves. */
const withoutSelf = (name: string, versions: Record<string, Partial<IndexedVersion>>) =>
  Object.fromEntries(
    Object.entries(versions).map(([version, more]) => [
      version,
      { ...more, dependencies: more.dependencies!.filter((needed) => needed.name !== name) },
    ])
  )

const anyQuestion = fc.record({
  requires: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom(...NAMES),
      range: fc.constantFrom('*', '^1', '>=1.1.0'),
      isInstalled: fc.constantFrom(false, false, true),
    }),
    { minLength: 1, maxLength: 2, selector: ({ name }) => name }
  ),
  locked: fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom(...VERSIONS)).map((locked) => new Map(Object.entries(locked))),
  updating: fc.subarray(NAMES, { maxLength: 1 }).map((names) => new Set(names)),
  platform: fc.constant('1.0.0'),
  channel: fc.constantFrom('stable' as const, 'stable' as const, 'beta' as const),
})

/** Small registries and questions about them: small enough to try everything. */
export const anyCase = fc.record({ index: anyIndex, asked: anyQuestion })
