import semver from 'semver'
import type { IndexedVersion, PluginIndex, ResolveQuestion } from '#registry/dependencies/plugin_index'

export type Assignment = Map<string, IndexedVersion>

/** What an answer has to be, in the plainest words; written without a look at how the resolver does it. */
export function isAnswer(assignment: Assignment, asked: ResolveQuestion): boolean {
  return (
    [...assignment].every(([name, version]) => isAllowed(name, version, asked)) &&
    asked.requires.every(({ name, range, isInstalled }) => {
      const version = assignment.get(name)
      if (!version) return false
      return fits(version, isInstalled ? '*' : range, asked) || (isInstalled === true && asked.locked.get(name) === version.version)
    }) &&
    [...assignment.values()].every((version) => needsAreMet(version, { assignment, asked })) &&
    !hasCircle(assignment) &&
    isAllBrought(assignment, asked)
  )
}

export const isAllowed = (name: string, { version, isYanked, platform }: IndexedVersion, asked: ResolveQuestion) =>
  (!isYanked || asked.locked.get(name) === version) && (platform === null || semver.satisfies(asked.platform, platform))

export const fits = ({ version }: IndexedVersion, range: string, { channel }: ResolveQuestion) =>
  semver.satisfies(version, range, { includePrerelease: channel === 'beta' })

function needsAreMet({ dependencies }: IndexedVersion, { assignment, asked }: { assignment: Assignment; asked: ResolveQuestion }) {
  return dependencies.every(({ kind, name, range }) => {
    const there = assignment.get(name)
    if (kind === 'conflicts') return !there || !semver.satisfies(there.version, range, { includePrerelease: true })
    if (kind === 'optional' && !there) return true
    return there !== undefined && fits(there, range, asked)
  })
}

function hasCircle(assignment: Assignment): boolean {
  const reaches = (from: string, seen: Set<string>): Set<string> => {
    for (const { kind, name } of assignment.get(from)?.dependencies ?? []) {
      if (kind !== 'runtime' || seen.has(name)) continue
      seen.add(name)
      reaches(name, seen)
    }
    return seen
  }
  return [...assignment.keys()].some((name) => reaches(name, new Set()).has(name))
}

function isAllBrought(assignment: Assignment, { requires }: ResolveQuestion): boolean {
  const brought = new Set(requires.map(({ name }) => name))
  for (const from of brought) {
    for (const { kind, name } of assignment.get(from)?.dependencies ?? []) {
      if ((kind === 'runtime' || kind === 'optional') && assignment.has(name)) brought.add(name)
    }
  }
  return [...assignment.keys()].every((name) => brought.has(name))
}

/** Every combination there is. */
export function* allAssignments(index: PluginIndex): Generator<Assignment> {
  const names = [...index.keys()]
  function* extend(at: number, assignment: Assignment): Generator<Assignment> {
    if (at === names.length) return yield assignment
    yield* extend(at + 1, assignment)
    for (const version of index.get(names[at]!)!.versions) yield* extend(at + 1, new Map(assignment).set(names[at]!, version))
  }
  yield* extend(0, new Map())
}
