import type { Release } from '#registry/publishing/release'
import type { VersionLine } from '#registry/bundles/format/bundle_lines'

const rangesOf = ({ needs }: VersionLine, wanted: string): Record<string, string> =>
  Object.fromEntries(needs.filter(({ kind }) => kind === wanted).map(({ name, range }) => [name, range]))

/** What a bundle says of a version, as publishing takes it. */
export const releaseOfLine = (line: VersionLine): Release => ({
  name: line.name,
  version: line.version,
  description: line.description,
  category: line.category,
  license: line.license,
  repository: line.repository,
  homepage: line.homepage,
  tags: line.tags,
  dependencies: rangesOf(line, 'runtime'),
  peerDependencies: rangesOf(line, 'peer'),
  optionalDependencies: rangesOf(line, 'optional'),
  conflicts: rangesOf(line, 'conflicts'),
  checksum: line.digest,
  size: line.size,
  minPlatformVersion: line.min_platform_version,
  platform: line.platform,
  readme: line.readme,
  changelog: line.changelog,
})
