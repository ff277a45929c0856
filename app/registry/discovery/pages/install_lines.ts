import { absolute } from '#registry/discovery/pages/seo'
import { SHIELDS, type ShieldKind } from '#registry/discovery/shields/shield'
import type { I18n } from '@adonisjs/i18n'
import type { PluginHead } from '#registry/discovery/queries/find_plugin_head'

const SHOWN_SHIELDS: readonly ShieldKind[] = ['version', 'downloads', 'rating', 'verified']

/** Lines to copy: the same installation by command, by the client from elsewhere, and over the API. */
export function installLines(plugin: PluginHead, i18n: I18n) {
  const body = JSON.stringify({ plugin: plugin.name, version: plugin.version, consent: plugin.capabilities })
  const request = `curl -X POST ${absolute('/api/v1/installations')} -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '${body}'`
  return [
    { label: i18n.t('discovery.line_command'), text: `node ace plugin:install ${plugin.name}@${plugin.version}` },
    { label: i18n.t('discovery.line_api'), text: request },
  ]
}

/** Pictures for a readme elsewhere, and the Markdown that shows them there. */
export function shieldsOf({ name }: PluginHead, i18n: I18n) {
  const shields = SHIELDS.filter((kind) => SHOWN_SHIELDS.includes(kind)).map((kind) => ({
    path: `/plugins/${name}/badge/${kind}.svg`,
    alt: i18n.t(`discovery.shield_${kind}`),
  }))
  const page = absolute(`/plugins/${name}`)
  const embed = shields.map(({ path, alt }) => `[![${alt}](${absolute(path)})](${page})`).join('\n')
  return { shields, embed }
}
