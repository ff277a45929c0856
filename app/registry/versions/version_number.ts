import semver from 'semver'

export type VersionNumber = {
  /** As published: `1.2.0-beta.1+build.5`. */
  version: string
  /** What makes it one of a kind: builds of the same number are the same version. */
  versionNoBuild: string
  /** Sorts by bytes as semver sorts by precedence. */
  semverKey: string
  channel: 'stable' | 'prerelease'
}

const MAX_LENGTH = 64
const DIGITS = 16

/** Reads a strict semantic version (no `v`, no blanks, nothing left out), or answers null. */
export function parseVersion(text: string): VersionNumber | null {
  if (text.length > MAX_LENGTH) return null
  const parsed = semver.parse(text)
  if (!parsed || fullText(parsed) !== text) return null
  return {
    version: text,
    versionNoBuild: parsed.version,
    semverKey: semverKey(parsed),
    channel: parsed.prerelease.length ? 'prerelease' : 'stable',
  }
}

/** Fixed-width numbers; `~` puts a release after its prereleases, a blank puts the shorter list of identifiers first. */
function semverKey({ major, minor, patch, prerelease }: semver.SemVer): string {
  const core = [major, minor, patch].map(pad).join('.')
  if (!prerelease.length) return `${core}~`
  return `${core}-${prerelease.map((id) => (typeof id === 'number' ? `0${pad(id)}` : `1${id}`)).join(' ')}`
}

const fullText = ({ version, build }: semver.SemVer) => (build.length ? `${version}+${build.join('.')}` : version)

const pad = (value: number) => String(value).padStart(DIGITS, '0')
