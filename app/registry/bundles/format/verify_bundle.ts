import { canonicalName } from '#registry/names/plugin_name'
import { integrityOf } from '#registry/dependencies/lockfile/lockfile'
import { isSignedBy } from '#registry/signing/ed25519'
import { readLines } from '#registry/bundles/format/read_lines'
import { BundleKeys } from '#registry/bundles/format/bundle_keys'
import { bytesOf, logProblem, versionProblem } from '#registry/bundles/format/check_line'
import {
  BUNDLE_LIMITS,
  BUNDLE_VERSION,
  BundleProblem,
  bundleStatement,
  type BundleLine,
  type EndLine,
  type HeaderLine,
  type VersionLine,
} from '#registry/bundles/format/bundle_lines'

export interface VerifiedBundle {
  header: HeaderLine
  /** In the lockfile's order; without their bytes. */
  versions: VersionLine[]
  /** Who signed it. */
  key: string
  /** Keys of that same registry, by their own signatures: that one, and those before it. */
  keyLine: string[]
  /** Keys that came after the one that is trusted, the newest last: to be trusted from now on. */
  successors: string[]
}

/**
 * Reads a bundle from its first byte to its last and checks all of it; its bytes are not kept. `former` are keys that `key`
 * followed: what they signed still counts. Throws `BundleProblem`.
 */
export async function verifyBundle(
  chunks: AsyncIterable<Uint8Array>,
  key: string,
  former: readonly string[] = []
): Promise<VerifiedBundle> {
  const check = new BundleCheck(new BundleKeys(key, former))
  for await (const { line, number, sha256Before } of readLines(chunks)) {
    const problem = check.take(line, sha256Before)
    if (problem) throw new BundleProblem(problem, number)
  }
  return check.finish()
}

/** The bytes that a bundle has, as they come; of a bundle that was verified. */
export async function* readBundledBytes(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<{ digest: string; bytes: Buffer }> {
  for await (const { line, number } of readLines(chunks)) {
    if (line.kind !== 'bytes') continue
    const bytes = bytesOf(line)
    if (!bytes) throw new BundleProblem('The bytes are others than the digest says', number)
    yield { digest: line.digest, bytes }
  }
}

class BundleCheck {
  private header: HeaderLine | null = null
  private readonly versions: VersionLine[] = []
  private readonly sizes = new Map<string, number>()
  private readonly published = new Set<string>()
  private entries = 0
  /** Who signed the end, when it came. */
  private signer: string | null = null

  constructor(private readonly keys: BundleKeys) {}

  /** What is wrong with the next line; null where nothing is. */
  take(line: BundleLine, sha256Before: string): string | null {
    if (this.signer !== null) return 'something stands behind the end'
    if (line.kind === 'rialto-bundle') return this.begin(line)
    if (!this.header) return 'it does not begin as bundles do'
    switch (line.kind) {
      case 'version':
        return this.takeVersion(line)
      case 'bytes':
        return this.takeBytes(line)
      case 'log':
        return this.takeEntry(line)
      case 'end':
        return this.end(line, sha256Before)
    }
  }

  finish(): VerifiedBundle {
    const { header, versions, signer, keys } = this
    if (!header || signer === null) throw new BundleProblem('It is cut off: its end is missing')
    return { header, versions, key: signer, keyLine: keys.lineOf(signer), successors: keys.successors }
  }

  private begin(line: HeaderLine): string | null {
    if (this.header) return 'it begins twice'
    if (line.version !== BUNDLE_VERSION) return `only bundles of version ${BUNDLE_VERSION} are read`
    const { lockfile } = line
    if (typeof line.registry !== 'string' || !Array.isArray(lockfile?.plugins) || lockfile.plugins.length > BUNDLE_LIMITS.versions) {
      return 'it has no lockfile that could be read'
    }
    if (integrityOf(lockfile as unknown as Record<string, unknown>) !== lockfile.integrity) return 'its lockfile was changed'
    this.header = line
    return this.keys.learn(line.keys)
  }

  private takeVersion(line: VersionLine): string | null {
    const problem = versionProblem(line, this.keys.maySign)
    if (problem) return problem
    const locked = this.header!.lockfile.plugins[this.versions.length]
    const isNext = locked?.name === canonicalName(line.name) && locked.version === line.version && locked.digest === line.digest
    if (!isNext) return `${line.name} ${line.version} is not what the lockfile names here`
    this.versions.push(line)
    return null
  }

  private takeBytes(line: Extract<BundleLine, { kind: 'bytes' }>): string | null {
    if (this.sizes.has(line.digest)) return 'the same bytes come twice'
    const version = this.versions.find(({ digest }) => digest === line.digest)
    if (!version) return 'nobody asked for these bytes'
    const bytes = bytesOf(line)
    if (!bytes) return 'the bytes are others than the digest says'
    this.sizes.set(line.digest, bytes.length)
    return null
  }

  private takeEntry(line: Extract<BundleLine, { kind: 'log' }>): string | null {
    if (++this.entries > BUNDLE_LIMITS.log_entries) return `more than ${BUNDLE_LIMITS.log_entries} entries of the log`
    const problem = logProblem(line, this.keys.maySign)
    if (problem) return problem
    const told = (JSON.parse(line.payload) ?? {}) as Record<string, unknown>
    const { plugin, version, sha256 } = told
    this.keys.takeEntry(line, told)
    if (line.event === 'version_published') this.published.add(`${canonicalName(String(plugin))} ${String(version)} ${String(sha256)}`)
    return null
  }

  private end(line: EndLine, sha256Before: string): string | null {
    if (line.sha256 !== sha256Before) return 'something before the end was changed'
    const isSigned =
      this.keys.maySignBundle(line.public_key) &&
      typeof line.signature === 'string' &&
      isSignedBy(line.public_key, bundleStatement(line.sha256), line.signature)
    if (!isSigned) return 'it is not signed by the registry whose key is trusted, nor by a key that this one signed for'
    if (this.versions.length !== this.header!.lockfile.plugins.length) return 'it lacks versions that its lockfile names'
    for (const { name, version, digest, size } of this.versions) {
      if (this.sizes.get(digest) !== size) return `${name} ${version} has no bytes, or other than it says`
      if (!this.published.has(`${canonicalName(name)} ${version} ${digest}`)) {
        return `the public log does not name ${name} ${version} as published`
      }
    }
    this.signer = line.public_key
    return null
  }
}
