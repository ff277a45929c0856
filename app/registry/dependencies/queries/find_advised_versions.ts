/** Which of these versions a published advisory names. */
export type FindAdvised = (versionIds: readonly string[]) => Promise<ReadonlySet<string>>

let findAdvised: FindAdvised = async () => new Set()

/** Whoever keeps advisories tells here how they are found; called once, when the module is loaded. */
export function adviseBy(find: FindAdvised) {
  findAdvised = find
}

export const findAdvisedVersions: FindAdvised = async (versionIds) => (versionIds.length ? findAdvised(versionIds) : new Set())
