import { defineModule } from '#core/module'
import { defineJob } from '#core/jobs/types'
import { definePanelEntries } from '#core/panels/panel_entry'
import { marksPerHour } from '#registry/discovery/settings'

/** How people find plugins and keep hold of them: shelves, favourites, follows, feeds, pages that can be found. */
export const discoveryModule = defineModule({
  name: 'discovery',
  permissions: {
    'registry.feature': { platform: ['admin'] },
  },
  panels: definePanelEntries([
    {
      panel: 'operator',
      key: 'discovery.nav_featured',
      icon: 'star',
      route: 'operator.featured_plugins.index',
      permission: 'registry.feature',
      order: 36,
      group: 'panel.group_plugins',
    },
    {
      panel: 'account',
      key: 'discovery.nav_favourites',
      icon: 'heart',
      route: 'account.favourites.index',
      permission: null,
      order: 30,
    },
  ]),
  settings: [marksPerHour],
  jobs: {
    'discovery.render_texts': defineJob(() => import('#registry/discovery/render_texts'), { queue: 'events' }),
  },
  subscriptions: {
    'registry.version_published.v1': ['discovery.render_texts'],
  },
})
