import semver from 'semver'

const MOST_KEPT = 20_000
const ranges = new Map<string, semver.Range | null>()

/** Reads a range as npm does; null where it is none. Answers are kept: the same few ranges come again and again. */
export function readRange(text: string): semver.Range | null {
  const known = ranges.get(text)
  if (known !== undefined) return known
  if (ranges.size >= MOST_KEPT) ranges.clear()
  const range = parseRange(text)
  ranges.set(text, range)
  return range
}

function parseRange(text: string): semver.Range | null {
  try {
    return new semver.Range(text)
  } catch {
    return null
  }
}

/** `1.2.0` for the platform means "from 1.2.0 on"; everything else is a range. Null where it is neither. */
export function platformRange(text: string): string | null {
  if (semver.valid(text)) return `>=${text}`
  return readRange(text) ? text : null
}

/** Whether the platform is one a version works on; prereleases of the platform count as what they precede. */
export function fitsPlatform(platform: string, range: string | null): boolean {
  const wanted = range === null ? null : platformRange(range)
  if (wanted === null) return true
  return semver.satisfies(platform, wanted, { includePrerelease: true })
}

interface RangeQuestion {
  versions: readonly semver.SemVer[]
  range: string
  /** Prereleases count like any version; otherwise only where the range names one of the same number. */
  withPrereleases: boolean
}

/** Which of the versions are in the range, as bits. What is no range has none. */
export function versionsIn({ versions, range: text, withPrereleases }: RangeQuestion): bigint {
  const range = readRange(text)
  if (!range) return 0n
  let bits = 0n
  for (const [at, version] of versions.entries()) {
    if (isIn(version, range, withPrereleases)) bits |= 1n << BigInt(at)
  }
  return bits
}

function isIn(version: semver.SemVer, range: semver.Range, withPrereleases: boolean): boolean {
  if (!withPrereleases || version.prerelease.length === 0) return range.test(version)
  return semver.satisfies(version, range, { includePrerelease: true })
}
