import { defineModule } from '#core/module'
import { adviseBy } from '#registry/dependencies/queries/find_advised_versions'
import { findAdvised } from '#registry/advisories/queries/find_advised'

adviseBy(findAdvised)

/** What is known to be dangerous in plugins, and to whom. */
export const advisoriesModule = defineModule({
  name: 'advisories',
  permissions: {
    'trust.advise': { platform: ['moderator', 'admin'] },
  },
})
