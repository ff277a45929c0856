import { defineModule } from '#core/module'
import { definePanelEntries } from '#core/panels/panel_entry'
import { adviseBy } from '#registry/dependencies/queries/find_advised_versions'
import { findAdvised } from '#registry/advisories/queries/find_advised'

adviseBy(findAdvised)

/** What is known to be dangerous in plugins, and to whom. */
export const advisoriesModule = defineModule({
  name: 'advisories',
  permissions: {
    'trust.advise': { platform: ['moderator', 'admin'] },
  },
  panels: definePanelEntries([
    {
      ...{ panel: 'moderator', key: 'advisories.nav', icon: 'alert-triangle', route: 'moderator.advisories.index' },
      ...{ permission: 'trust.advise', order: 25 },
    },
    {
      ...{ panel: 'publisher', key: 'advisories.nav', icon: 'alert-triangle', route: 'publisher.advisories.index' },
      ...{ permission: 'registry.publish', order: 30 },
    },
  ]),
})
