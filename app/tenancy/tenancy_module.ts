import { defineModule } from '#core/module'

export const tenancyModule = defineModule({
  name: 'tenancy',
  permissions: {
    'tenancy.view': { tenant: ['owner', 'admin', 'user', 'viewer'] },
    'tenancy.manage_members': { tenant: ['owner', 'admin'] },
    'tenancy.manage_owners': { tenant: ['owner'] },
  },
})
