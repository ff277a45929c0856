import vine from '@vinejs/vine'
import { integrityOf } from '#registry/dependencies/lockfile/lockfile'
import { InvalidLockfile } from '#registry/dependencies/exceptions'
import { canonicalName } from '#registry/names/plugin_name'
import { parseVersion } from '#registry/versions/version_number'
import { RESOLVE_LIMITS } from '#registry/dependencies/resolve_limits'
import type { FieldProblem } from '#core/http/problem'

const name = () => vine.string().minLength(1).maxLength(64)

/** What is read of a lockfile; everything else in it counts for its integrity only. */
export const lockfileShape = () =>
  vine
    .object({
      lockfile_version: vine.literal(1),
      plugins: vine
        .array(
          vine.object({
            name: name(),
            version: vine.string().maxLength(64),
            digest: vine.string().regex(/^[0-9a-f]{64}$/),
          })
        )
        .maxLength(RESOLVE_LIMITS.plugins),
      integrity: vine.string().regex(/^sha256-[0-9a-f]{64}$/),
    })
    .allowUnknownProperties()

export interface KnownLock {
  /** Canonical name → version. */
  versions: Map<string, string>
  /** Canonical name → digest, to be held against the registry's own. */
  digests: Map<string, string>
}

type Shape = { plugins: { name: string; version: string; digest: string }[]; integrity: string }

/** Reads a lockfile of the right shape. Throws `InvalidLockfile` (422) when it was changed by hand or names a plugin twice. */
export function readLockfile(lock: Shape, raw: Record<string, unknown>): KnownLock {
  if (integrityOf(raw) !== lock.integrity) throw InvalidLockfile.because('lock.integrity', 'The lockfile was changed after it was written')
  const problems = lock.plugins.flatMap(({ version }, at): FieldProblem[] =>
    parseVersion(version) ? [] : [{ field: `lock.plugins.${at}.version`, message: `"${version}" is not a version`, rule: 'semver' }]
  )
  const names = lock.plugins.map((plugin) => canonicalName(plugin.name))
  names.forEach((own, at) => {
    if (names.indexOf(own) !== at) problems.push({ field: `lock.plugins.${at}.name`, message: `${own} is locked twice`, rule: 'distinct' })
  })
  if (problems.length) throw new InvalidLockfile(problems)
  return {
    versions: new Map(lock.plugins.map(({ version }, at) => [names[at]!, version])),
    digests: new Map(lock.plugins.map(({ digest }, at) => [names[at]!, digest])),
  }
}
