import { inject } from '@adonisjs/core'
import { isId } from '#core/ids'
import { Forbidden } from '#core/http/exceptions'
import { DeadEvents } from '#runtime/subscriptions/dead_events'
import { NoSuchExport } from '#runtime/exports/exceptions'
import { RunScheduleNow } from '#runtime/schedules/run_schedule_now'
import { StartExport } from '#runtime/exports/start_export'
import { exportLink } from '#runtime/exports/export_file'
import { findExport } from '#runtime/exports/export_rows'
import { installationOf, panelOf } from '#runtime/blocks/find_block'
import { localized } from '#runtime/manifest/plugin_manifest'
import { surfacesView } from '#runtime/surfaces_page/surfaces_view'
import type { HttpContext } from '@adonisjs/core/http'
import type { Installation } from '#runtime/installations/installation'

/** Where and when a plugin shows up: its schedules, events, addresses, blocks and files. */
@inject()
export default class SurfacesController {
  constructor(
    private readonly runSchedule: RunScheduleNow,
    private readonly startExport: StartExport,
    private readonly deadEvents: DeadEvents
  ) {}

  async show(ctx: HttpContext) {
    const installation = await installationOf(ctx)
    const url = baseOf(ctx, installation)
    return ctx.view.render('runtime/surfaces/surfaces', {
      ...{ url, pluginUrl: url, mayManage: mayManage(ctx), tabs: tabsOf(ctx, url, installation) },
      plugin: localized(installation.manifest.name ?? installation.pluginName, ctx.i18n.locale),
      surfaces: await surfacesView(installation, { i18n: ctx.i18n, panel: panelOf(ctx), base: url }),
    })
  }

  async run(ctx: HttpContext) {
    const installation = await managed(ctx)
    await this.runSchedule.handle({ actor: ctx.actor, installation, schedule: ctx.params.schedule as string })
    return done(ctx, installation, ctx.i18n.t('runtime.schedule_started'))
  }

  async export(ctx: HttpContext) {
    const installation = await managed(ctx)
    await this.startExport.handle({ actor: ctx.actor, installation, name: ctx.params.name as string })
    return done(ctx, installation, ctx.i18n.t('runtime.export_started'))
  }

  /** What is in the file is the company's own: who may see the plugin's data may take it. */
  async download(ctx: HttpContext) {
    const installation = await managed(ctx)
    const id = ctx.params.export as string
    const file = isId(id) ? await findExport(installation.id, id) : null
    if (file?.status !== 'done' || !file.storageKey) throw new NoSuchExport()
    return ctx.response
      .header('Cache-Control', 'no-store')
      .redirect()
      .toPath(await exportLink(file.storageKey, file))
  }

  async redeliver(ctx: HttpContext) {
    const installation = await managed(ctx)
    const count = await this.deadEvents.redeliver({ actor: ctx.actor, installation })
    return done(ctx, installation, ctx.i18n.t('runtime.events_redelivered', { count }))
  }

  async discard(ctx: HttpContext) {
    const installation = await managed(ctx)
    const count = await this.deadEvents.discard({ actor: ctx.actor, installation })
    return done(ctx, installation, ctx.i18n.t('runtime.events_discarded', { count }))
  }
}

/** The page is one of those of the installation; the others are of a higher domain. */
const tabsOf = (ctx: HttpContext, url: string, { id }: Installation) => [
  { label: ctx.i18n.t('registry.tab_overview'), url, icon: 'layout-dashboard' },
  { label: ctx.i18n.t('registry.runs'), url: `/${panelOf(ctx)}/plugin-runs?installation=${id}`, icon: 'activity' },
  { label: ctx.i18n.t('registry.tab_surfaces'), url: `${url}/surfaces`, icon: 'calendar', isCurrent: true },
  { label: ctx.i18n.t('registry.tab_versions'), url: `${url}/versions`, icon: 'versions' },
  { label: ctx.i18n.t('registry.tab_data'), url: `${url}/data`, icon: 'database' },
]

const mayManage = (ctx: HttpContext): boolean => ctx.access.can(panelOf(ctx) === 'seller' ? 'runtime.manage' : 'runtime.operate')

async function managed(ctx: HttpContext): Promise<Installation> {
  const installation = await installationOf(ctx)
  if (!mayManage(ctx)) throw new Forbidden()
  return installation
}

const baseOf = (ctx: HttpContext, { id }: Installation): string => `/${panelOf(ctx)}/plugins/${id}`

function done(ctx: HttpContext, installation: Installation, message: string) {
  ctx.session.flash('success', message)
  return ctx.response.redirect().toPath(`${baseOf(ctx, installation)}/surfaces`)
}
