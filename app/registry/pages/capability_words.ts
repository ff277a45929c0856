import type { I18n } from '@adonisjs/i18n'

export type CapabilityWords = { name: string; title: string; text: string }

/** What a capability allows, as people understand it. One without words is shown by its own name: never silently. */
export const capabilityWords = (capabilities: readonly string[], i18n: I18n): CapabilityWords[] =>
  capabilities.map((name) => ({
    name,
    title: i18n.t(`registry.capability_${name}`, {}, name),
    text: i18n.t(`registry.capability_${name}_text`, {}, ''),
  }))

/** Which part of the platform a hook takes part in. */
export const hookWords = (hooks: readonly string[], i18n: I18n) =>
  hooks.map((hook) => ({ hook, title: i18n.t(`registry.hook_${hook.split('@')[0].replaceAll('.', '_')}`, {}, hook) }))
