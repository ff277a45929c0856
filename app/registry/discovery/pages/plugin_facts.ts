import { formatBytes, formatNumber } from '#core/panels/formats'
import type { I18n } from '@adonisjs/i18n'
import type { PluginHead } from '#registry/discovery/queries/find_plugin_head'

type Fact = { label: string; value?: string | null; href?: string; at?: Date }

/** What is known of a plugin at a glance; what its publisher left out is left out. */
export function pluginFacts(plugin: PluginHead, i18n: I18n): Fact[] {
  const link = (label: string, url: string | null): Fact => ({ label: i18n.t(label), value: url, href: url ?? undefined })
  const facts: Fact[] = [
    { label: i18n.t('discovery.current_version'), value: plugin.version },
    { label: i18n.t('registry.updated'), at: plugin.updated_at },
    { label: i18n.t('registry.published'), at: plugin.created_at },
    { label: i18n.t('registry.license'), value: plugin.license },
    { label: i18n.t('registry.downloads'), value: formatNumber(i18n.locale, plugin.downloads_total) },
    { label: i18n.t('registry.size'), value: formatBytes(i18n.locale, plugin.version_size) },
    { label: i18n.t('discovery.platform'), value: plugin.platform_range },
    link('registry.repository', plugin.repository),
    link('registry.homepage', plugin.homepage),
  ]
  return facts.filter(({ value, at }) => value || at)
}
