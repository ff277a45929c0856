import type { EndorsedKey } from '#registry/signing/key_chain'
import type { Lockfile } from '#registry/dependencies/lockfile/lockfile'
import type { LogLink } from '#registry/log/log_chain'

/**
 * A bundle is one file of JSON lines: a header, for each locked plugin a `version` and, once for each digest, its `bytes`, what
 * the public log says of them, and an `end` signed by the registry over everything before it.
 */
export const BUNDLE_VERSION = 1

export interface HeaderLine {
  kind: 'rialto-bundle'
  version: typeof BUNDLE_VERSION
  /** Where it was made. */
  registry: string
  lockfile: Lockfile
  /** The registry's keys with the word of each for the next: who knows an older one goes on from it. */
  keys?: EndorsedKey[]
}

export interface BundledSignature {
  kind: 'author' | 'registry'
  owner: string
  public_key: string
  signature: string
  revoked_at: null
}

export interface VersionLine {
  kind: 'version'
  name: string
  version: string
  digest: string
  size: number
  publisher: { slug: string; name: string }
  description: string
  category: string
  tags: string[]
  license: string | null
  repository: string | null
  homepage: string | null
  min_platform_version: string | null
  platform: string | null
  needs: { kind: string; name: string; range: string }[]
  manifest: Record<string, unknown>
  readme: string | null
  changelog: string | null
  signatures: BundledSignature[]
}

export interface BytesLine {
  kind: 'bytes'
  digest: string
  /** Base64. */
  data: string
}

export interface LogLine extends LogLink {
  kind: 'log'
  payload: string
  hash: string
  signature: string
  public_key: string
}

export interface EndLine {
  kind: 'end'
  /** Of every byte before this line. */
  sha256: string
  public_key: string
  signature: string
}

export type BundleLine = HeaderLine | VersionLine | BytesLine | LogLine | EndLine

/** What a bundle may be: more is refused before it is read. */
export const BUNDLE_LIMITS = {
  line_bytes: 8 * 1024 * 1024,
  bundle_bytes: 1024 * 1024 * 1024,
  versions: 500,
  artifact_bytes: 4 * 1024 * 1024,
  log_entries: 10_000,
} as const

/** What the registry signs at the end; nothing else it signs looks like this. */
export const bundleStatement = (sha256: string): string => `rialto-bundle-v1\n${sha256}`

/** What a bundle is refused for; `line` counts from 1. */
export class BundleProblem extends Error {
  constructor(
    readonly problem: string,
    readonly line: number | null = null
  ) {
    super(line === null ? problem : `Line ${line}: ${problem}`)
  }
}
