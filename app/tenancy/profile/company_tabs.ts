import router from '@adonisjs/core/services/router'
import type { HttpContext } from '@adonisjs/core/http'

const TABS = [
  { name: 'company', route: 'account.company.show', permission: 'tenancy.view' },
  { name: 'members', route: 'account.members.index', permission: 'tenancy.view' },
  { name: 'credentials', route: 'account.credentials.index', permission: 'tenancy.manage_credentials' },
]

/** The pages about the company, as far as the reader may open them. */
export const companyTabs = ({ access, i18n }: HttpContext, current: string) =>
  TABS.filter(({ permission }) => access.can(permission)).map(({ name, route }) => ({
    label: i18n.t(`tenancy.tab_${name}`),
    url: (router.urlBuilder.urlFor as (name: string) => string)(route),
    isCurrent: name === current,
  }))
