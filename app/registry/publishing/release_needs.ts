import { DEPENDENCY_FIELDS, type Dependency, type DependencyField, type DependencyFields } from '#registry/dependencies/dependency'
import { canonicalName, findNameProblem, nameSkeleton } from '#registry/names/plugin_name'
import { platformRange, readRange } from '#registry/dependencies/version_ranges'
import type { FieldProblem } from '#core/http/problem'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'
import type { Release } from '#registry/publishing/release'

const MOST = 50
const FIELDS = Object.keys(DEPENDENCY_FIELDS) as DependencyField[]

/** What a version is kept to need: what the request says, or where it says nothing the manifest. Both saying is compared. */
export function needsOf(release: Release, manifest: PluginManifest): Dependency[] {
  const said = fieldsOf(release)
  return FIELDS.flatMap((field) => {
    const own = isEmpty(said[field]) ? manifest[field] : said[field]
    return Object.entries(own ?? {}).map(([name, range]): Dependency => ({
      kind: DEPENDENCY_FIELDS[field],
      name: canonicalName(name),
      range,
    }))
  })
}

/** The platforms it works on, as it was said; null where nothing was. */
export const platformOf = ({ platform, minPlatformVersion }: Release, manifest: PluginManifest): string | null =>
  platform ?? manifest.platform ?? minPlatformVersion

/** What is wrong with the needs of a request. */
export function needProblems(release: Release): FieldProblem[] {
  const { name, platform, minPlatformVersion } = release
  return [
    ...problemsOf({ name, fields: fieldsOf(release), prefix: '' }),
    ...platformProblems('platform', platform),
    ...platformProblems('min_mockforge_version', minPlatformVersion),
  ]
}

/** What is wrong with the needs of a manifest, and where the request says something else. */
export function manifestNeedProblems(release: Release, manifest: PluginManifest): FieldProblem[] {
  const said = fieldsOf(release)
  const differences = FIELDS.filter((field) => !isEmpty(said[field]) && manifest[field] && !isSame(said[field]!, manifest[field]))
  return [
    ...problemsOf({ name: release.name, fields: manifest, prefix: 'manifest.' }),
    ...platformProblems('manifest.platform', manifest.platform),
    ...differences.map((field) => ({ field, message: `The request and the manifest say different ${field}`, rule: 'manifest' })),
  ]
}

const fieldsOf = ({ dependencies, peerDependencies, optionalDependencies, conflicts }: Release): DependencyFields => ({
  dependencies,
  peer_dependencies: peerDependencies,
  optional_dependencies: optionalDependencies,
  conflicts,
})

function problemsOf({ name, fields, prefix }: { name: string; fields: DependencyFields; prefix: string }): FieldProblem[] {
  const brought = new Set<string>()
  return FIELDS.flatMap((kind) => {
    const entries = Object.entries(fields[kind] ?? {})
    if (entries.length > MOST) return [{ field: prefix + kind, message: `At most ${MOST} plugins can be named here`, rule: 'max' }]
    const seen = kind === 'conflicts' ? new Set<string>() : brought
    return entries.flatMap(([needed, range]) => {
      const field = `${prefix}${kind}.${needed.slice(0, 64)}`
      const canonical = canonicalName(needed)
      if (findNameProblem(needed)) return [{ field, message: 'This is not the name of a plugin', rule: 'name' }]
      if (nameSkeleton(needed) === nameSkeleton(name)) return [{ field, message: 'A plugin cannot depend on itself', rule: 'cycle' }]
      if (!readRange(range)) return [{ field, message: `"${range}" is not a range of versions`, rule: 'range' }]
      if (seen.has(canonical)) return [{ field, message: `${canonical} is named twice`, rule: 'distinct' }]
      seen.add(canonical)
      return []
    })
  })
}

const platformProblems = (field: string, platform: string | null | undefined): FieldProblem[] =>
  platform && !platformRange(platform) ? [{ field, message: `"${platform}" is not a range of versions`, rule: 'range' }] : []

const isEmpty = (record: Record<string, string> | undefined): boolean => !record || !Object.keys(record).length

/** The order in which they are written does not matter, nor how their names are. */
const isSame = (left: Record<string, string>, right: Record<string, string>): boolean => canonicalText(left) === canonicalText(right)

const canonicalText = (record: Record<string, string>) =>
  JSON.stringify(
    Object.entries(record)
      .map(([name, range]) => [canonicalName(name), range])
      .sort(([a], [b]) => (a! < b! ? -1 : 1))
  )
