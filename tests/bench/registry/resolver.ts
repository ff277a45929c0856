import semver from 'semver'
import { plantGraph } from '../../support/plugin_graphs.js'
import { Reach } from '#registry/dependencies/model/reach'
import { ResolveBudget } from '#registry/dependencies/resolve_budget'
import { RESOLVE_LIMITS } from '#registry/dependencies/resolve_limits'
import { finish, resolvePlugins } from '#registry/dependencies/resolve_plugins'
import { listChanges } from '#registry/dependencies/lockfile/list_changes'
import { makeLockfile } from '#registry/dependencies/lockfile/lockfile'
import type { Figure } from '../support/report.js'
import type { PluginIndex, ResolveQuestion } from '#registry/dependencies/plugin_index'

const ROUNDS = 31
const WARM_UP = 5

/** A graph of 200 plugins, each of 20 versions with 5 needs: from the loaded index to the lockfile. */
export async function measureResolver(): Promise<Figure[]> {
  const index = plantIndex()
  const question: ResolveQuestion = {
    requires: [{ name: [...index.keys()][0]!, range: '*' }],
    locked: new Map(),
    updating: new Set(),
    platform: '1.0.0',
    channel: 'stable',
  }
  const locked = resolve(index, question)
  const times = { fresh: [] as number[], locked: [] as number[] }
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    times.fresh.push(timed(() => resolve(index, question)))
    times.locked.push(timed(() => resolve(index, { ...question, locked })))
  }
  const note = `${locked.size} plugins chosen of 200, 20 versions each, 5 needs`
  const goal = { unit: 'ms', goal: 50, better: 'less' as const, note }
  return [
    { name: 'resolving a graph of 200 plugins, median', value: median(times.fresh), ...goal },
    { name: 'the same with a lockfile', value: median(times.locked), ...goal },
  ]
}

function plantIndex(): PluginIndex {
  return new Map(
    plantGraph({ plugins: 200, versions: 20, needs: 5 }).map(({ name, versions }) => [
      name,
      {
        name,
        serial: 1,
        versions: versions
          .map(({ version, needs: dependencies }) => ({
            version,
            dependencies,
            digest: version,
            isYanked: false,
            isAdvised: false,
            platform: null,
          }))
          .sort((one, other) => semver.rcompare(one.version, other.version)),
      },
    ])
  )
}

/** All that one answer takes but the look-ups; answers what was chosen. */
function resolve(index: PluginIndex, question: ResolveQuestion): Map<string, string> {
  const budget = new ResolveBudget(RESOLVE_LIMITS)
  const reach = new Reach(question, budget)
  while (reach.missing.length) reach.supply(reach.missing.flatMap((name) => index.get(name) ?? []))
  const resolution = finish(resolvePlugins(reach, question, budget))
  if (!resolution.isSolved) throw new Error('The graph has an answer')
  makeLockfile(resolution.chosen, question, 1)
  listChanges(question.locked, resolution.chosen)
  return new Map([...resolution.chosen].map(([name, { version }]) => [name, version]))
}

function timed(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

const median = (times: number[]): number => Math.round(times.slice(WARM_UP).sort((a, b) => a - b)[ROUNDS >> 1]! * 10) / 10
