import type { I18n } from '@adonisjs/i18n'

export type CapabilityWords = { name: string; title: string; text: string }

/** What a capability allows, as people understand it. One without words is shown by its own name: never silently. */
export const capabilityWords = (capabilities: readonly string[], i18n: I18n): CapabilityWords[] =>
  capabilities.map((name) => (name.startsWith('host:') ? hostWords(name, i18n) : namedWords(name, i18n)))

const namedWords = (name: string, i18n: I18n): CapabilityWords => {
  const key = `registry.capability_${name.replaceAll('.', '_')}`
  return { name, title: i18n.t(key, {}, name), text: i18n.t(`${key}_text`, {}, '') }
}

function hostWords(name: string, i18n: I18n): CapabilityWords {
  const host = name.slice('host:'.length)
  const kind = host.startsWith('setting:') ? 'registry.capability_host_setting' : 'registry.capability_host'
  return {
    name,
    title: i18n.t(kind, { host: host.replace('setting:', '') }, host),
    text: i18n.t(`${kind}_text`, {}, ''),
  }
}

/** Which part of the platform a hook takes part in. */
export const hookWords = (hooks: readonly string[], i18n: I18n) =>
  hooks.map((hook) => ({ hook, title: i18n.t(`registry.hook_${hook.split('@')[0].replaceAll('.', '_')}`, {}, hook) }))
