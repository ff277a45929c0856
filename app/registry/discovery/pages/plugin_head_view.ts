import { absolute, seoOf } from '#registry/discovery/pages/seo'
import { averageRating } from '#registry/queries/registry_figures'
import { earnedBadges } from '#registry/counters/earned_badges'
import { installLines, shieldsOf } from '#registry/discovery/pages/install_lines'
import { pluginFacts } from '#registry/discovery/pages/plugin_facts'
import { localized } from '#runtime/manifest/plugin_manifest'
import type { HttpContext } from '@adonisjs/core/http'
import type { PluginHead } from '#registry/discovery/queries/find_plugin_head'

const TABS = ['overview', 'versions', 'changelog', 'security', 'reviews', 'statistics'] as const
export type PluginTab = (typeof TABS)[number]

export type PluginHeadView = ReturnType<typeof pluginHeadView>

/** What every page of a plugin has above its own part: its name, what one can do with it, the way to the other pages. */
export function pluginHeadView(ctx: HttpContext, plugin: PluginHead, tab: PluginTab) {
  const { i18n, access, user } = ctx
  const title = localized(plugin.manifest.name, i18n.locale)
  const description = localized(plugin.manifest.description, i18n.locale)
  const path = (of: PluginTab) => `/plugins/${plugin.name}${of === 'overview' ? '' : `/${of}`}`
  const tabs = TABS.filter((of) => of !== 'changelog' || plugin.has_changelog || tab === 'changelog').map((of) => ({
    label: i18n.t(`discovery.tab_${of}`),
    url: path(of),
    isCurrent: of === tab,
    count: { versions: plugin.versions_count, reviews: plugin.rating_count }[of as string],
  }))
  const pageTitle = tab === 'overview' ? title : i18n.t('discovery.tab_of', { tab: i18n.t(`discovery.tab_${tab}`), plugin: title })
  return {
    plugin,
    title,
    description,
    pageTitle,
    tabs,
    badges: earnedBadges(plugin),
    isSignedIn: Boolean(user),
    canInstall: access.tenantId !== null && access.can('runtime.manage'),
    isOperator: access.can('runtime.operate'),
    lines: installLines(plugin, i18n),
    facts: pluginFacts(plugin, i18n),
    ...shieldsOf(plugin, i18n),
    seo: seoOf(ctx, {
      ...{ title: pageTitle, description, path: path(tab), type: 'article' },
      feeds: [{ title: i18n.t('discovery.feed_of', { name: title }), url: `${path('overview')}/feed.atom` }],
      jsonLd: tab === 'overview' ? softwareOf(plugin, { title, description }) : null,
    }),
  }
}

/** schema.org, as search engines read it. */
const softwareOf = (plugin: PluginHead, { title, description }: { title: string; description: string }) => ({
  '@context': 'https://schema.org',
  '@type': 'SoftwareApplication',
  'name': title,
  description,
  'identifier': plugin.name,
  'url': absolute(`/plugins/${plugin.name}`),
  'applicationCategory': 'DeveloperApplication',
  'operatingSystem': 'Rialto',
  'softwareVersion': plugin.version,
  'datePublished': plugin.created_at.toISOString(),
  'dateModified': plugin.updated_at.toISOString(),
  'author': { '@type': 'Organization', 'name': plugin.publisher_name, 'url': absolute(`/publishers/${plugin.publisher_slug}`) },
  'keywords': plugin.tags.join(', '),
  ...(plugin.license ? { license: plugin.license } : {}),
  'offers': { '@type': 'Offer', 'price': '0', 'priceCurrency': 'USD' },
  ...(plugin.rating_count
    ? {
        aggregateRating: {
          '@type': 'AggregateRating',
          'ratingValue': averageRating(plugin),
          'ratingCount': plugin.rating_count,
          'bestRating': 5,
          'worstRating': 1,
        },
      }
    : {}),
})
