import semver from 'semver'
import { CATEGORIES } from '#registry/enums/category'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import { findNameProblem, NAME_PROBLEMS, nameSkeleton } from '#registry/names/plugin_name'
import { parseVersion, type VersionNumber } from '#registry/versions/version_number'
import type { FieldProblem } from '#core/http/problem'
import type { Release } from '#registry/publishing/release'

/** Checks what can be known without the artifact; answers the number the version is kept by. */
export function checkRelease(release: Release): VersionNumber {
  const number = parseVersion(release.version)
  const problems = [...nameProblems(release), ...categoryProblems(release), ...dependencyProblems(release)]
  if (!number) problems.push({ field: 'version', message: 'The version must be a semantic version such as 1.2.0', rule: 'semver' })
  if (problems.length || !number) throw new InvalidPlugin(problems)
  return number
}

function nameProblems({ name }: Release): FieldProblem[] {
  const problem = findNameProblem(name)
  return problem ? [{ field: 'name', message: NAME_PROBLEMS[problem], rule: problem }] : []
}

function categoryProblems({ category }: Release): FieldProblem[] {
  if ((CATEGORIES as readonly string[]).includes(category)) return []
  return [{ field: 'category', message: `The category must be one of ${CATEGORIES.join(', ')}`, rule: 'enum' }]
}

function dependencyProblems({ name, dependencies }: Release): FieldProblem[] {
  return Object.entries(dependencies).flatMap(([dependency, range]) => {
    const field = `dependencies.${dependency}`
    if (findNameProblem(dependency)) return [{ field, message: 'This is not the name of a plugin', rule: 'name' }]
    if (nameSkeleton(dependency) === nameSkeleton(name)) return [{ field, message: 'A plugin cannot depend on itself', rule: 'cycle' }]
    if (semver.validRange(range) === null) return [{ field, message: `"${range}" is not a range of versions`, rule: 'range' }]
    return []
  })
}
