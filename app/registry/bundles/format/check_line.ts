import { createHash } from 'node:crypto'
import { canonicalName } from '#registry/names/plugin_name'
import { isSignedBy } from '#registry/signing/ed25519'
import { signedStatement } from '#registry/signing/signed_statement'
import { hashOfLink, sha256Hex, statementOf } from '#registry/log/log_chain'
import { BUNDLE_LIMITS, type BytesLine, type LogLine, type VersionLine } from '#registry/bundles/format/bundle_lines'

const NAME = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/i
const VERSION = /^\d{1,15}\.\d{1,15}\.\d{1,15}(?:-[0-9a-z.-]+)?(?:\+[0-9a-z.-]+)?$/i
const DIGEST = /^[0-9a-f]{64}$/
const SLUG = /^[a-z0-9][a-z0-9-]{0,99}$/
const LONGEST = 64
const LONGEST_TEXT = 65_536

const isText = (value: unknown, most = 2_000): value is string => typeof value === 'string' && value.length <= most
const isTextOrNull = (value: unknown, most?: number) => value === null || isText(value, most)
const isList = (value: unknown, most: number): value is unknown[] => Array.isArray(value) && value.length <= most

type MaySign = (key: string) => boolean

/** Why a version's line is not taken; null where it is: its form, and the registry's signature under a key trusted. */
export function versionProblem(line: VersionLine, maySign: MaySign): string | null {
  const { name, version, digest, size, manifest, signatures } = line
  if (!isText(name, LONGEST) || !NAME.test(name)) return 'this is not the name of a plugin'
  if (!isText(version, LONGEST) || !VERSION.test(version)) return `${name}: this is not a version`
  const label = `${name} ${version}`
  if (!isText(digest) || !DIGEST.test(digest)) return `${label} has no digest`
  if (!Number.isSafeInteger(size) || size < 1 || size > BUNDLE_LIMITS.artifact_bytes) return `${label} has a size that none has`
  if (!hasForm(line)) return `${label} is not described as versions are`
  if (manifest.version !== version || !isText(manifest.id) || canonicalName(manifest.id) !== canonicalName(name)) {
    return `${label}: its manifest is of another version`
  }
  const statement = signedStatement({ name, version, sha256: digest })
  const isSigned = signatures.some(
    (row) => row.kind === 'registry' && maySign(row.public_key) && isSignedBy(row.public_key, statement, row.signature)
  )
  return isSigned ? null : `${label} is not signed by the registry whose key is trusted`
}

function hasForm({ publisher, manifest, signatures, needs, tags, ...line }: VersionLine): boolean {
  const isPublisher = isText(publisher?.slug, 100) && SLUG.test(publisher.slug) && isText(publisher.name, 200)
  const areNeeds = isList(needs, 200) && needs.every((need) => isText(need?.kind) && isText(need.name, LONGEST) && isText(need.range, 100))
  const areSignatures = isList(signatures, 20) && signatures.every((row) => isText(row?.public_key, 100) && isText(row.signature, 200))
  const isManifest = typeof manifest === 'object' && manifest !== null && !Array.isArray(manifest)
  const areTexts = isText(line.description) && isText(line.category, 40) && isList(tags, 20) && tags.every((tag) => isText(tag, 40))
  const areOptional = [line.license, line.repository, line.homepage, line.min_platform_version, line.platform].every((text) =>
    isTextOrNull(text, 500)
  )
  const arePages = isTextOrNull(line.readme, LONGEST_TEXT) && isTextOrNull(line.changelog, LONGEST_TEXT)
  return isPublisher && areNeeds && areSignatures && isManifest && areTexts && areOptional && arePages
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** The bytes of a line, where they are those that it names; null where they are others. */
export function bytesOf({ digest, data }: BytesLine): Buffer | null {
  if (!isText(data, BUNDLE_LIMITS.line_bytes) || !BASE64.test(data)) return null
  const bytes = Buffer.from(data, 'base64')
  const isRight = bytes.length <= BUNDLE_LIMITS.artifact_bytes && createHash('sha256').update(bytes).digest('hex') === digest
  return isRight ? bytes : null
}

export function logProblem(line: LogLine, maySign: MaySign): string | null {
  const texts = [line.at, line.event, line.payload, line.payload_hash, line.prev_hash, line.hash, line.signature]
  if (!Number.isSafeInteger(line.seq) || !texts.every((text) => isText(text, 16_384))) return 'this is not an entry of the public log'
  if (sha256Hex(line.payload) !== line.payload_hash || hashOfLink(line) !== line.hash) return 'an entry of the public log was changed'
  const isSigned = maySign(line.public_key) && isSignedBy(line.public_key, statementOf(line.hash), line.signature)
  return isSigned ? null : 'an entry of the public log is not signed by the registry whose key is trusted'
}
