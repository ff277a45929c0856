import { canonicalName } from '#registry/names/plugin_name'
import { integrityOf } from '#registry/dependencies/lockfile/lockfile'
import { isSignedBy } from '#registry/signing/ed25519'
import { readLines } from '#registry/bundles/format/read_lines'
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
  key: string
}

/** Reads a bundle from its first byte to its last and checks all of it; its bytes are not kept. Throws `BundleProblem`. */
export async function verifyBundle(chunks: AsyncIterable<Uint8Array>, key: string): Promise<VerifiedBundle> {
  const check = new BundleCheck(key)
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
  private isEnded = false
  /** The one that is trusted, and those before it that its entries of the log vouch for. */
  private readonly keys: Set<string>

  constructor(private readonly key: string) {
    this.keys = new Set([key])
  }

  /** What is wrong with the next line; null where nothing is. */
  take(line: BundleLine, sha256Before: string): string | null {
    if (this.isEnded) return 'something stands behind the end'
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
    if (!this.header || !this.isEnded) throw new BundleProblem('It is cut off: its end is missing')
    return { header: this.header, versions: this.versions, key: this.key }
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
    return null
  }

  private takeVersion(line: VersionLine): string | null {
    const problem = versionProblem(line, this.keys)
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
    const problem = logProblem(line, this.keys)
    if (problem) return problem
    const told = (JSON.parse(line.payload) ?? {}) as Record<string, unknown>
    const { plugin, version, sha256 } = told
    if (line.public_key === this.key) this.takeKeys(line.event, told)
    if (line.event === 'version_published') this.published.add(`${canonicalName(String(plugin))} ${String(version)} ${String(sha256)}`)
    return null
  }

  /** Only by its own word: a key that came before vouches for nobody. */
  private takeKeys(event: string, { public_key: key, before }: Record<string, unknown>) {
    if (event === 'registry_key_rotated' && key === this.key) {
      for (const former of String(before).split(' ')) if (isKey(former)) this.keys.add(former)
    }
    if (event === 'key_revoked' && key !== this.key) this.keys.delete(String(key))
  }

  private end(line: EndLine, sha256Before: string): string | null {
    if (line.sha256 !== sha256Before) return 'something before the end was changed'
    const isSigned =
      line.public_key === this.key &&
      typeof line.signature === 'string' &&
      isSignedBy(this.key, bundleStatement(line.sha256), line.signature)
    if (!isSigned) return 'it is not signed by the registry whose key is trusted'
    if (this.versions.length !== this.header!.lockfile.plugins.length) return 'it lacks versions that its lockfile names'
    for (const { name, version, digest, size } of this.versions) {
      if (this.sizes.get(digest) !== size) return `${name} ${version} has no bytes, or other than it says`
      if (!this.published.has(`${canonicalName(name)} ${version} ${digest}`)) {
        return `the public log does not name ${name} ${version} as published`
      }
    }
    this.isEnded = true
    return null
  }
}

const KEY_BYTES = 32
const isKey = (text: string) => /^[A-Za-z0-9+/]{43}=$/.test(text) && Buffer.from(text, 'base64').length === KEY_BYTES
