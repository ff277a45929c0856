import { CATEGORIES } from '#registry/enums/category'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import { findNameProblem, NAME_PROBLEMS } from '#registry/names/plugin_name'
import { needProblems } from '#registry/publishing/release_needs'
import { parseVersion, type VersionNumber } from '#registry/versions/version_number'
import type { FieldProblem } from '#core/http/problem'
import type { Release } from '#registry/publishing/release'

/** Checks what can be known without the artifact; answers the number the version is kept by. */
export function checkRelease(release: Release): VersionNumber {
  const number = parseVersion(release.version)
  const problems = [...nameProblems(release), ...categoryProblems(release), ...needProblems(release)]
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
