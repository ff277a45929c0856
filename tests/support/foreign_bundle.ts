import { createHash, randomBytes } from 'node:crypto'
import { bundleStatement, type BundleLine } from '#registry/bundles/format/bundle_lines'
import { GENESIS, hashOfLink, sha256Hex, statementOf } from '#registry/log/log_chain'
import { integrityOf, type Lockfile } from '#registry/dependencies/lockfile/lockfile'
import { rotationStatement, signedStatement } from '#registry/signing/signed_statement'
import type { EndorsedKey } from '#registry/signing/key_chain'
import { signingKeyFrom, type SigningKey } from '#registry/signing/ed25519'
import { pluginManifest, pluginModule, sha256 } from '#tests/support/plugin_uploads'

export type Lines = BundleLine[]

export const textOf = (lines: Lines) => lines.map((line) => `${JSON.stringify(line)}\n`).join('')

/** The end over these lines, by whoever holds the key. */
export function ended(lines: Lines, key: SigningKey): string {
  const content = textOf(lines)
  const hash = createHash('sha256').update(content).digest('hex')
  return content + textOf([{ kind: 'end', sha256: hash, public_key: key.publicKey, signature: key.sign(bundleStatement(hash)) }])
}

export type ForeignPlugin = { name: string; version?: string; salt?: number; slug?: string; module?: Uint8Array }

const moduleOf = ({ salt = 0, module = pluginModule({ salt }) }: ForeignPlugin) => module

/** What another registry would let out: built here, with a key of its own. */
export function foreignLines(key: SigningKey, specs: ForeignPlugin[]): Lines {
  const plugins = specs.map((spec) => ({ name: spec.name, version: spec.version ?? '1.0.0', digest: sha256(moduleOf(spec)) }))
  const content = { lockfile_version: 1 as const, serial: 1, platform: '0.1.0', channel: 'stable', requires: {}, plugins }
  const lockfile: Lockfile = { ...content, integrity: integrityOf(content) }
  const about = specs.flatMap((spec): Lines => {
    const { name, version = '1.0.0', slug = 'acme' } = spec
    const bytes = moduleOf(spec)
    const digest = sha256(bytes)
    const manifest = pluginManifest({ name, version })
    const signature = key.sign(signedStatement({ name, version, sha256: digest }))
    return [
      {
        ...{ kind: 'version', name, version, digest, size: bytes.length, publisher: { slug, name: 'Acme' }, manifest },
        ...{
          description: manifest.description.en,
          category: manifest.category,
          tags: [],
          license: 'MIT',
          repository: null,
          homepage: null,
        },
        ...{ min_platform_version: null, platform: null, needs: [], readme: '# From afar', changelog: null },
        signatures: [{ kind: 'registry', owner: 'registry', public_key: key.publicKey, signature, revoked_at: null }],
      },
      { kind: 'bytes', digest, data: Buffer.from(bytes).toString('base64') },
    ]
  })
  return [{ kind: 'rialto-bundle', version: 1, registry: 'https://far.example', lockfile }, ...about, ...logLines(key, plugins)]
}

type Entry = { seq: number; event: string; payload: Record<string, unknown> }

/** One entry of a log, as the bundle carries it. */
export function logLine(key: SigningKey, { seq, event, payload: told }: Entry): BundleLine {
  const payload = JSON.stringify(told)
  const link = { seq, at: '2026-01-01T00:00:00.000000Z', event, payload_hash: sha256Hex(payload), prev_hash: GENESIS }
  const hash = hashOfLink(link)
  return { kind: 'log', ...link, payload, hash, signature: key.sign(statementOf(hash)), public_key: key.publicKey }
}

const logLines = (key: SigningKey, plugins: { name: string; version: string; digest: string }[]): Lines =>
  plugins.map(({ name, version, digest }, at) =>
    logLine(key, { seq: at + 1, event: 'version_published', payload: { plugin: name, version, sha256: digest } })
  )

/** The header that tells of these keys. */
export const tellingKeys = (lines: Lines, keys: unknown): Lines =>
  lines.map((line) => (line.kind === 'rialto-bundle' ? ({ ...line, keys } as BundleLine) : line))

/** A row of the registry's keys: with the word of the one before it, or without. */
export const keyRow = ({ publicKey }: SigningKey, by?: SigningKey, more: Partial<EndorsedKey> = {}): EndorsedKey => ({
  public_key: publicKey,
  revoked_at: null,
  endorsed_by: by?.publicKey ?? null,
  endorsement: by?.sign(rotationStatement(by.publicKey, publicKey)) ?? null,
  ...more,
})

export const newKey = () => signingKeyFrom(randomBytes(32))
