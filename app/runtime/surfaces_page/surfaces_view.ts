import { formatBytes, formatNumber } from '#core/panels/formats'
import { blockUrl } from '#runtime/blocks/list_blocks'
import { listDeadEvents } from '#runtime/subscriptions/dead_events'
import { listExports } from '#runtime/exports/export_rows'
import { listSchedulesOf } from '#runtime/schedules/list_schedules'
import { localized } from '#runtime/manifest/plugin_manifest'
import { slugOfTenant } from '#runtime/surfaces_page/slug_of_tenant'
import type { I18n } from '@adonisjs/i18n'
import type { ExportStatus } from '#runtime/exports/export_rows'
import type { Installation } from '#runtime/installations/installation'
import type { PanelOfBlocks } from '#runtime/blocks/find_block'
import type { TickStatus } from '#runtime/schedules/ticks'
import type { Tone } from '#core/panels/tones'

const TONES: Record<TickStatus | ExportStatus, Tone> = {
  ...{ queued: 'neutral', running: 'info', skipped: 'neutral', expired: 'neutral' },
  ...{ ok: 'good', done: 'good', failed: 'bad' },
}

type Asked = { i18n: I18n; panel: PanelOfBlocks; base: string }

/** Where and when an installed plugin shows up, as its page tells. */
export async function surfacesView(installation: Installation, { i18n, panel, base }: Asked) {
  const [schedules, exports, deadEvents, slug] = await Promise.all([
    listSchedulesOf(installation),
    listExports(installation.id),
    listDeadEvents(installation.id),
    slugOfTenant(installation.tenantId),
  ])
  const { manifest, pluginName, isEnabled } = installation
  return {
    isEnabled,
    schedules: schedules.map(({ last, ...schedule }) => ({
      ...schedule,
      runUrl: `${base}/schedules/${schedule.name}/run`,
      last: last && { ...last, tone: TONES[last.status], label: i18n.t(`runtime.tick_${last.status}`) },
    })),
    events: manifest.events ?? [],
    deadEvents,
    endpoints: (manifest.endpoints ?? []).map(({ path, methods, access }) => ({
      address: `/p/${slug}/${pluginName}${path}`,
      methods: methods.join(', '),
      access: i18n.t(`runtime.access_${access}`),
    })),
    blocks: (manifest.blocks ?? [])
      .filter((block) => block.panel === panel)
      .map(({ name, title, place }) => ({
        ...{ title: localized(title, i18n.locale), place: i18n.t(`runtime.place_${place}`) },
        url: blockUrl(panel, installation.id, name),
      })),
    offers: (panel === 'seller' ? (manifest.exports ?? []) : []).map(({ name, title }) => ({
      ...{ title: localized(title, i18n.locale), startUrl: `${base}/exports/${name}` },
    })),
    files: exports.map(({ id, fileName, status, rows, bytes, error, createdAt, expiresAt }) => ({
      ...{ fileName, error, createdAt, expiresAt, tone: TONES[status], label: i18n.t(`runtime.export_${status}`) },
      ...{ rows: formatNumber(i18n.locale, rows), size: formatBytes(i18n.locale, bytes) },
      url: status === 'done' ? `${base}/exports/${id}/download` : null,
    })),
    isWriting: exports.some(({ status }) => status === 'queued' || status === 'running'),
  }
}
