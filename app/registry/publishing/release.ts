/** What a publisher says of a version: the request's side of the comparison with manifest and module. */
export type Release = {
  name: string
  version: string
  description: string
  category: string
  license: string | null
  repository: string | null
  homepage: string | null
  tags: string[]
  /** Plugin name → semver range. */
  dependencies: Record<string, string>
  peerDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  conflicts?: Record<string, string>
  /** sha-256 in hex; the server's own is what counts, a given one must be equal. */
  checksum: string | null
  size: number | null
  minPlatformVersion: string | null
  /** The platforms it works on, where more is to be said than the lowest version. */
  platform?: string | null
  /** Markdown, shown on the plugin's page. */
  readme?: string | null
  changelog?: string | null
  /** Ed25519 by one of the author's keys over `signedStatement`, in base64. */
  signature?: string | null
  /** What it was written in, where no manifest says so. */
  language?: string | null
  sbom?: Record<string, unknown> | null
  sbomSignature?: string | null
  /** The slug of a publisher one belongs to, in whose name a new plugin comes; without it, in one's own. */
  publisher?: string | null
}

export type PublishMethod = 'api' | 'upload' | 'page' | 'command' | 'seed' | 'trusted' | 'github_release'

/** In whose name: the actor's own; or the platform's, or a publisher's of another registry, which only the platform's own code may say. */
export type PublishAs = 'actor' | 'platform' | { publisherId: string }
