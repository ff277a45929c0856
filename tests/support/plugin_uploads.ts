import { createHash } from 'node:crypto'
import { newId } from '#core/ids'
import { I32, I64, ModuleBuilder, i32 } from '#tests/unit/runtime/module_builder'

export type PluginSpec = { name?: string; version?: string; usesClock?: boolean; salt?: number; category?: string }

/** A name no other test uses. */
export const pluginName = (prefix = 'test-plugin') => `${prefix}-${newId().slice(-12).replace(/[0-9]/g, (digit) => 'ghijknpqtu'[Number(digit)])}`

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

export function pluginManifest({ name = 'test-plugin', version = '1.0.0', usesClock = false, category = 'discount' }: PluginSpec) {
  return {
    id: name,
    name: { en: 'A test plugin', ru: 'Пробный плагин' },
    version,
    description: { en: 'Takes something off', ru: 'Уступает немного' },
    category,
    license: 'MIT',
    language: 'wasm',
    entry: 'plugin.wasm',
    host_api: '1',
    hooks: ['discount@1'],
    capabilities: usesClock ? ['clock'] : [],
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
  const { name = 'test-plugin', version = '1.0.0', category = 'discount' } = spec
  const bytes = pluginModule(spec)
  return {
    name,
    version,
    description: 'Takes something off',
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
