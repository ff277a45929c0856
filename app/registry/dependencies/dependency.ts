/**
 * `runtime` is brought along; `peer` has to be there and is not brought; `optional` is brought where that is possible and
 * must fit where it is there; `conflicts` must not be there.
 */
export const DEPENDENCY_KINDS = ['runtime', 'peer', 'optional', 'conflicts'] as const

export type DependencyKind = (typeof DEPENDENCY_KINDS)[number]

/** One line of a version's needs; the name is canonical. */
export interface Dependency {
  kind: DependencyKind
  name: string
  range: string
}

/** Which fields of manifests, requests and lockfiles speak of which kind. */
export const DEPENDENCY_FIELDS = {
  dependencies: 'runtime',
  peer_dependencies: 'peer',
  optional_dependencies: 'optional',
  conflicts: 'conflicts',
} as const satisfies Record<string, DependencyKind>

export type DependencyField = keyof typeof DEPENDENCY_FIELDS

/** Canonical name → range, by field; a field is left out where it is empty. */
export type DependencyFields = Partial<Record<DependencyField, Record<string, string>>>

/** As manifests and lockfiles write them. */
export function dependencyFields(dependencies: readonly Dependency[]): DependencyFields {
  const fields: DependencyFields = {}
  for (const [field, kind] of Object.entries(DEPENDENCY_FIELDS) as [DependencyField, DependencyKind][]) {
    const own = dependencies.filter((dependency) => dependency.kind === kind).sort((a, b) => (a.name < b.name ? -1 : 1))
    if (own.length) fields[field] = Object.fromEntries(own.map(({ name, range }) => [name, range]))
  }
  return fields
}
