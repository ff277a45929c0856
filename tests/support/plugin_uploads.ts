import { createHash } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { ApproveVersion } from '#registry/actions/approve_version'
import { PublishVersion } from '#registry/actions/publish_version'
import { systemActor, type Actor } from '#core/actor'
import { newId } from '#core/ids'
import type { Release } from '#registry/publishing/release'
import type User from '#identity/models/user'
import { I32, I64, ModuleBuilder, i32 } from '#tests/unit/runtime/module_builder'

export type PluginSpec = {
  name?: string
  version?: string
  usesClock?: boolean
  salt?: number
  category?: string
  description?: string
  secrets?: Record<string, { required?: boolean }>
}

const TEXT = 'Takes something off'

/** A name no other test uses. */
export const pluginName = (prefix = 'test-plugin') =>
  `${prefix}-${newId()
    .slice(-12)
    .replace(/[0-9]/g, (digit) => 'ghijknpqtu'[Number(digit)])}`

/** A small module that answers `discount@1`; `salt` makes its bytes differ. */
export function pluginModule({ usesClock = false, salt = 0 }: PluginSpec = {}): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder()
  if (usesClock) module.import('rialto:host/v1', 'now', [[], [I64]])
  return module
    .memory(1, 1, 2)
    .function({ results: [I32], body: [...i32(salt), 0x1a, ...i32(0)], export: 'discount_v1' })
    .build()
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

export function pluginManifest({
  name = 'test-plugin',
  version = '1.0.0',
  usesClock = false,
  category = 'discount',
  description = TEXT,
  secrets,
}: PluginSpec) {
  return {
    id: name,
    name: { en: 'A test plugin', ru: 'Пробный плагин' },
    version,
    description: { en: description, ru: 'Уступает немного' },
    category,
    license: 'MIT',
    language: 'wasm',
    entry: 'plugin.wasm',
    host_api: '1',
    hooks: ['discount@1'],
    capabilities: usesClock ? ['clock'] : [],
    ...(secrets ? { secrets } : {}),
    settings: {
      type: 'object',
      additionalProperties: false,
      required: ['percent'],
      properties: { percent: { type: 'integer', minimum: 1, maximum: 50, default: 5, title: { en: 'Percent', ru: 'Процент' } } },
    },
  }
}

/** A publish request with the module inline. */
export function publishBody(spec: PluginSpec, extra: Record<string, unknown> = {}) {
  const { name = 'test-plugin', version = '1.0.0', category = 'discount', description = TEXT } = spec
  const bytes = pluginModule(spec)
  return {
    name,
    version,
    description,
    category,
    license: 'MIT',
    tags: ['test'],
    checksum: sha256(bytes),
    file_size: bytes.length,
    wasm_data: Buffer.from(bytes).toString('base64'),
    manifest: pluginManifest({ ...spec, name }),
    ...extra,
  }
}

export const actorOf = (user: User): Actor => ({ ...systemActor('test'), kind: 'user', userId: user.id })

/** Publishes as `user` and, unless told otherwise, approves: a plugin that can be found and installed. */
export async function releasePlugin(
  user: User,
  spec: PluginSpec,
  { isApproved = true, says = {} }: { isApproved?: boolean; says?: Partial<Release> } = {}
) {
  const { wasm_data: wasm, manifest, checksum, file_size: size, ...body } = publishBody(spec)
  const publish = await app.container.make(PublishVersion)
  const release = { ...body, checksum, size, repository: null, homepage: null, dependencies: {}, minPlatformVersion: null, ...says }
  const published = await publish.handle({
    actor: actorOf(user),
    method: 'api',
    release,
    artifact: new Uint8Array(Buffer.from(wasm, 'base64')),
    manifest,
  })
  if (isApproved) {
    const approve = await app.container.make(ApproveVersion)
    await approve.handle({ actor: systemActor('test'), versionId: published.id, reasonCode: 'meets_rules', publicReason: 'Fine' })
  }
  return published
}
