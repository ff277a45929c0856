import type { Hook } from '#runtime/hooks/define_hook'
import type { PluginManifest, SettingsSchema } from '#runtime/manifest/plugin_manifest'

export type NewPluginLanguage = 'typescript' | 'assemblyscript'

/** Categories of the registry by what hooks are about; the rest is `other`. */
const CATEGORIES: Record<string, string> = {
  discount: 'discount',
  shipping_quote: 'delivery',
  delivery_provider: 'delivery',
  payment_provider: 'payment',
  text_moderation: 'moderation',
}

const PERCENT: SettingsSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['percent'],
  properties: { percent: { type: 'integer', minimum: 0, maximum: 90, default: 5, title: 'Percent off' } },
}

/** What a surface needs in the manifest before anything of it is shown, told or called. */
const SURFACES: Record<string, Partial<PluginManifest>> = {
  event: { events: ['orders.order_paid.v1'] },
  schedule: { schedules: [{ name: 'daily', cron: '0 6 * * *' }] },
  http_endpoint: { endpoints: [{ path: '/hello', methods: ['GET'], access: 'public' }] },
  panel_block: { blocks: [{ name: 'overview', title: 'Overview', panel: 'seller', place: 'dashboard' }] },
  export: {
    exports: [{ name: 'orders', title: 'Orders', source: 'orders', file_name: 'orders.csv', content_type: 'text/csv' }],
    capabilities: ['data.orders'],
  },
}

type NewPlugin = { id: string; language: NewPluginLanguage; hook: Hook; entry: string }

/** `plugin.json` of a new plugin that answers `hook`. */
export function newManifest({ id, language, hook, entry }: NewPlugin): Partial<PluginManifest> {
  const title = titleOf(id)
  return {
    id,
    name: { en: title, ru: title },
    version: '0.1.0',
    description: { en: `${title}: ${hook.title}`, ru: `${title}: ${hook.title}` },
    category: CATEGORIES[hook.name] ?? 'other',
    license: 'MIT',
    language,
    entry,
    host_api: '1',
    hooks: [hook.id],
    capabilities: [],
    ...SURFACES[hook.name],
    ...(hook.name === 'discount' ? { settings: PERCENT } : {}),
  }
}

/** `my-discount` as `My discount`. */
export const titleOf = (id: string): string => {
  const words = id.replaceAll(/[-_.]+/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
