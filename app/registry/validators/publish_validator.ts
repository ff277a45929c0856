import vine from '@vinejs/vine'
import { InvalidPlugin } from '#registry/exceptions/refusals'
import { LONGEST_TEXT } from '#registry/readme/version_texts'
import { snakeKeys } from '#registry/wire/casing'
import type { FieldProblem } from '#core/http/problem'
import type { Release } from '#registry/publishing/release'

const link = () =>
  vine
    .string()
    .trim()
    .url({ require_protocol: true, protocols: ['http', 'https'] })
    .maxLength(500)

/** Plugin → range; how many and what they say is checked with the rest of the release. */
const needs = () => vine.record(vine.string().maxLength(100)).nullable().optional()

const fields = {
  name: vine.string().maxLength(64),
  version: vine.string().maxLength(64),
  description: vine.string().trim().minLength(3).maxLength(2_000),
  category: vine.string().maxLength(40),
  license: vine.string().trim().maxLength(60).nullable().optional(),
  repository: link().nullable().optional(),
  homepage: link().nullable().optional(),
  tags: vine.array(vine.string().trim().toLowerCase().minLength(1).maxLength(40)).maxLength(20).distinct().optional(),
  checksum: vine
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  file_size: vine.number({ strict: true }).withoutDecimals().positive().optional(),
  size: vine.number({ strict: true }).withoutDecimals().positive().optional(),
  min_mockforge_version: vine.string().maxLength(64).nullable().optional(),
  dependencies: needs(),
  peer_dependencies: needs(),
  optional_dependencies: needs(),
  conflicts: needs(),
  platform: vine.string().maxLength(64).nullable().optional(),
  readme: vine.string().maxLength(LONGEST_TEXT).nullable().optional(),
  changelog: vine.string().maxLength(LONGEST_TEXT).nullable().optional(),
  signature: vine.string().maxLength(88).nullable().optional(),
  sbom: vine.object({}).allowUnknownProperties().nullable().optional(),
  sbom_signature: vine.string().maxLength(88).nullable().optional(),
  publisher: vine.string().trim().maxLength(80).nullable().optional(),
  language: vine.string().trim().toLowerCase().maxLength(40).nullable().optional(),
  wasm_data: vine.string().minLength(1).optional(),
}

export const publishValidator = vine.create(fields)

/** Taken without a meaning of its own here: what known clients send besides. */
const IGNORED = ['author', 'manifest']
const KNOWN = new Set([...Object.keys(fields), ...IGNORED])
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

export type PublishBody = { release: Release; artifact: Uint8Array | null; manifest: unknown }

/** Reads a publish request in either client's shape; every fault names its field (422). */
export async function readPublishBody(body: unknown): Promise<PublishBody> {
  if (!body || typeof body !== 'object' || Array.isArray(body)) {
    throw InvalidPlugin.field('body', 'The body must be a JSON object', 'object')
  }
  const input = snakeKeys(body as Record<string, unknown>)
  refuseUnknown(input)
  const value = await validated(input)
  const { wasm_data: wasm, file_size: fileSize, size, min_mockforge_version: minVersion, ...others } = value
  const { peer_dependencies: peers, optional_dependencies: optionals, conflicts, platform, sbom_signature: sbomSignature, ...rest } = others
  return {
    release: {
      ...rest,
      license: rest.license ?? null,
      repository: rest.repository ?? null,
      homepage: rest.homepage ?? null,
      // Which are the same shows only when they are all in small letters.
      tags: [...new Set(rest.tags)],
      dependencies: rest.dependencies ?? {},
      peerDependencies: peers ?? {},
      optionalDependencies: optionals ?? {},
      conflicts: conflicts ?? {},
      checksum: rest.checksum ?? null,
      size: fileSize ?? size ?? null,
      minPlatformVersion: minVersion ?? null,
      platform: platform ?? null,
      sbomSignature: sbomSignature ?? null,
    },
    artifact: wasm === undefined ? null : decodeBase64(wasm),
    manifest: input.manifest ?? null,
  }
}

/** `E_VALIDATION_FAILED` is what registry clients know; Vine's own error says the same under another code. */
async function validated(input: Record<string, unknown>) {
  try {
    return await publishValidator.validate(input)
  } catch (error) {
    const { messages } = error as { messages?: FieldProblem[] }
    if (!messages) throw error
    throw new InvalidPlugin(messages)
  }
}

function refuseUnknown(input: Record<string, unknown>) {
  const unknown = Object.keys(input).filter((key) => !KNOWN.has(key))
  if (!unknown.length) return
  throw new InvalidPlugin(
    unknown.slice(0, 20).map((field) => ({ field, message: `There is no field ${field.slice(0, 64)}`, rule: 'unknown' }))
  )
}

function decodeBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0 || !BASE64.test(text)) throw InvalidPlugin.field('wasm_data', 'The module is not valid base64', 'base64')
  return new Uint8Array(Buffer.from(text, 'base64'))
}
