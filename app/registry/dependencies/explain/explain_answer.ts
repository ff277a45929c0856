import type { Dependency } from '#registry/dependencies/dependency'
import type { IndexedVersion, ResolveQuestion } from '#registry/dependencies/plugin_index'
import type { Line } from '#registry/dependencies/explain/line'

type Chosen = ReadonlyMap<string, IndexedVersion>

/** For each plugin of an answer why it is there, and what somebody should know of it. */
export function explainAnswer(chosen: Chosen, question: ResolveQuestion): Line[] {
  return [...chosen].flatMap(([name, version]) => [
    whyThere(name, { chosen, question }),
    ...warningsOf(name, version),
    ...leftOut(name, { version, chosen }),
  ])
}

function whyThere(name: string, { chosen, question }: { chosen: Chosen; question: ResolveQuestion }): Line {
  const { version } = chosen.get(name)!
  const required = question.requires.find((requirement) => requirement.name === name)
  if (required?.isInstalled) return { code: 'stays', params: { plugin: name, version } }
  if (required) return { code: 'taken_as_asked', params: { plugin: name, version, range: required.range } }
  const [by, need] = bringers(name, chosen)[0] ?? ['', { range: '*' }]
  return { code: 'brought', params: { plugin: name, version, by, by_version: chosen.get(by)?.version ?? '', range: need.range } }
}

/** Who brings a plugin; those that cannot do without it come first. */
function bringers(name: string, chosen: Chosen): [string, Dependency][] {
  const all = [...chosen].flatMap(([by, { dependencies }]) =>
    dependencies.filter((need) => need.name === name).map((need): [string, Dependency] => [by, need])
  )
  return [...all.filter(([, { kind }]) => kind === 'runtime'), ...all.filter(([, { kind }]) => kind === 'optional')]
}

function warningsOf(name: string, { version, isYanked, isAdvised }: IndexedVersion): Line[] {
  const params = { plugin: name, version }
  return [...(isYanked ? [{ code: 'kept_though_yanked', params }] : []), ...(isAdvised ? [{ code: 'taken_though_advised', params }] : [])]
}

const leftOut = (name: string, { version, chosen }: { version: IndexedVersion; chosen: Chosen }): Line[] =>
  version.dependencies
    .filter((need) => need.kind === 'optional' && !chosen.has(need.name))
    .map((need) => ({ code: 'optional_left_out', params: { plugin: need.name, range: need.range, by: name, by_version: version.version } }))
