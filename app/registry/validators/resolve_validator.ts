import vine from '@vinejs/vine'
import { canonicalName, findNameProblem } from '#registry/names/plugin_name'
import { InvalidQuestion } from '#registry/dependencies/exceptions'
import { lockfileShape, readLockfile } from '#registry/dependencies/lockfile/read_lockfile'
import { parseVersion } from '#registry/versions/version_number'
import { readRange } from '#registry/dependencies/version_ranges'
import type { Asked } from '#registry/dependencies/queries/resolve_question'
import type { FieldProblem } from '#core/http/problem'
import type { Requirement } from '#registry/dependencies/plugin_index'

const MOST_NAMES = 200

const version = () => vine.string().maxLength(64)

export const resolveValidator = vine.create({
  requires: vine.record(vine.string().maxLength(100)),
  lock: lockfileShape().nullable().optional(),
  installed: vine.record(version()).nullable().optional(),
  update: vine.array(vine.string().maxLength(64)).maxLength(MOST_NAMES).optional(),
  platform: version().nullable().optional(),
  channel: vine.enum(['stable', 'beta'] as const).optional(),
})

const pageFields = { limit: vine.number().withoutDecimals().min(1).max(100).optional(), cursor: vine.string().maxLength(500).optional() }

export const needsValidator = vine.create({ ...pageFields, version: version().optional() })
export const dependentsValidator = vine.create(pageFields)

type Question = Awaited<ReturnType<typeof resolveValidator.validate>>

/** A question as the resolver takes it; names may be written as people do. Every fault names its field (422). */
export async function readQuestion(body: Record<string, unknown>): Promise<Asked> {
  const question = await resolveValidator.validate(body)
  const problems = problemsOf(question)
  if (problems.length) throw new InvalidQuestion(problems)
  const lock = question.lock ? readLockfile(question.lock, body.lock as Record<string, unknown>) : null
  const installed = new Map(canonicalEntries(question.installed))
  const asked = new Map(canonicalEntries(question.requires))
  const before = new Map([...(lock?.versions ?? []), ...installed])
  return {
    requires: [
      ...[...asked].map(([name, range]): Requirement => ({ name, range })),
      ...[...installed.keys()].filter((name) => !asked.has(name)).map((name): Requirement => ({ name, range: '*', isInstalled: true })),
    ],
    locked: before,
    before,
    // Where something else is installed, the lockfile's bytes are not asked for.
    digests: new Map([...(lock?.digests ?? [])].filter(([name]) => before.get(name) === lock?.versions.get(name))),
    updating: new Set((question.update ?? []).map(canonicalName)),
    ...(question.platform ? { platform: question.platform } : {}),
    ...(question.channel ? { channel: question.channel } : {}),
  }
}

function problemsOf({ requires, installed, update, platform }: Question): FieldProblem[] {
  return [
    ...nameProblems('requires', requires),
    ...nameProblems('installed', installed ?? {}),
    ...Object.entries(requires).flatMap(([name, range]) =>
      readRange(range) ? [] : [{ field: `requires.${name}`, message: `"${range}" is not a range of versions`, rule: 'range' }]
    ),
    ...Object.entries(installed ?? {}).flatMap(([name, number]) =>
      parseVersion(number) ? [] : [{ field: `installed.${name}`, message: `"${number}" is not a version`, rule: 'semver' }]
    ),
    ...(update ?? []).flatMap((name, at) =>
      findNameProblem(name) ? [{ field: `update.${at}`, message: 'This is not the name of a plugin', rule: 'name' }] : []
    ),
    ...(platform && !parseVersion(platform) ? [{ field: 'platform', message: `"${platform}" is not a version`, rule: 'semver' }] : []),
  ]
}

function nameProblems(field: string, record: Record<string, string>): FieldProblem[] {
  const names = Object.keys(record)
  if (names.length > MOST_NAMES) return [{ field, message: `${field} may name ${MOST_NAMES} plugins at most`, rule: 'max' }]
  const canonical = names.map(canonicalName)
  return names.flatMap((name, at) => {
    const own = `${field}.${name.slice(0, 64)}`
    if (findNameProblem(name)) return [{ field: own, message: 'This is not the name of a plugin', rule: 'name' }]
    if (canonical.indexOf(canonical[at]!) === at) return []
    return [{ field: own, message: `${canonical[at]} is named twice`, rule: 'distinct' }]
  })
}

/** Sorted: how a question is written does not change its answer. */
const canonicalEntries = (record: Record<string, string> | null | undefined): [string, string][] =>
  Object.entries(record ?? {})
    .map(([name, value]): [string, string] => [canonicalName(name), value])
    .sort(([a], [b]) => (a < b ? -1 : 1))
