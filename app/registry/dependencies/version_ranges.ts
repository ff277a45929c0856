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
  /** Newest first. */
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
  for (const comparators of range.set) bits |= stretch(versions, comparators)
  for (const [at, version] of versions.entries()) {
    if (!version.prerelease.length) continue
    const bit = 1n << BigInt(at)
    bits = semver.satisfies(version, range, { includePrerelease: withPrereleases }) ? bits | bit : bits & ~bit
  }
  return bits
}

/** As versions are sorted, comparators cut a stretch out of them: their ends are found by halving. */
function stretch(versions: readonly semver.SemVer[], comparators: readonly semver.Comparator[]): bigint {
  let [from, to] = [0, versions.length]
  for (const { operator, semver: limit } of comparators) {
    if (!(limit instanceof semver.SemVer)) continue
    const newer = () => countWhile(versions, (version) => version.compare(limit) > 0)
    const notOlder = () => countWhile(versions, (version) => version.compare(limit) >= 0)
    if (operator === '<' || operator === '<=' || isExact(operator)) from = Math.max(from, operator === '<' ? notOlder() : newer())
    if (operator === '>' || operator === '>=' || isExact(operator)) to = Math.min(to, operator === '>' ? newer() : notOlder())
  }
  return from < to ? ((1n << BigInt(to - from)) - 1n) << BigInt(from) : 0n
}

const isExact = (operator: string) => operator === '' || operator === '='

/** How many at the beginning are so; all after the first that is not are not. */
function countWhile(versions: readonly semver.SemVer[], isSo: (version: semver.SemVer) => boolean): number {
  let [low, high] = [0, versions.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isSo(versions[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}
