import { isPlatforms } from '#registry/http/installation_owner'
import { installationView } from '#registry/pages/installation_view'
import type { HttpContext } from '@adonisjs/core/http'
import type { Installation } from '#runtime/installations/installation'

export type Area = 'seller' | 'operator'
export type InstallationTab = 'overview' | 'versions' | 'data'

/** The panel a request is in: sellers and operators manage their plugins on the same pages. */
export const areaOf = (ctx: Pick<HttpContext, 'route'>): Area => (isPlatforms(ctx) ? 'operator' : 'seller')

export const canManage = ({ access, route }: HttpContext): boolean =>
  access.can(isPlatforms({ route }) ? 'runtime.operate' : 'runtime.manage')

/** `/seller/plugins/<id>/versions` */
export const pathOf = (ctx: Pick<HttpContext, 'route'>, id: string, rest = '') => `/${areaOf(ctx)}/plugins/${id}${rest}`

/** What every page of an installation shows around its own part. */
export function installationFrame(ctx: HttpContext, installation: Installation, current: InstallationTab) {
  const { i18n } = ctx
  const path = pathOf(ctx, installation.id)
  const tab = (key: InstallationTab, url: string, icon: string) => ({
    label: i18n.t(`registry.tab_${key}`),
    url,
    icon,
    isCurrent: key === current,
  })
  return {
    area: areaOf(ctx),
    canManage: canManage(ctx),
    installation: installationView(installation, undefined, i18n),
    tabs: [
      tab('overview', path, 'layout-dashboard'),
      { label: i18n.t('registry.runs'), url: `/${areaOf(ctx)}/plugin-runs?installation=${installation.id}`, icon: 'activity' },
      ...surfaceTab(ctx, installation),
      tab('versions', `${path}/versions`, 'versions'),
      tab('data', `${path}/data`, 'database'),
    ],
  }
}

/** Schedules, addresses, blocks and exports have a page of their own, where the plugin has any. */
function surfaceTab({ i18n, route }: HttpContext, { id, manifest }: Installation) {
  const { schedules = [], endpoints = [], blocks = [], events = [], hooks } = manifest
  const surfaces = schedules.length + endpoints.length + blocks.length + events.length
  if (surfaces === 0 && !hooks.some((hook) => hook.startsWith('export@'))) return []
  const area = areaOf({ route })
  return [{ label: i18n.t('registry.tab_surfaces'), url: `/${area}/plugins/${id}/surfaces`, icon: 'calendar', isCurrent: false }]
}
