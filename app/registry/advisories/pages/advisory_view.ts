import { renderMarkdown } from '#registry/readme/render_markdown'
import { SEVERITY_TONES } from '#registry/advisories/pages/severity_tones'
import { listPublicAdvisories } from '#registry/advisories/queries/find_advisory'
import type { I18n } from '@adonisjs/i18n'
import type { Advisory, AffectedPlugin } from '#registry/advisories/advisory'

const SHOWN = 20

/** An advisory as pages show it, without its text. */
export const advisoryCard = (advisory: Advisory, i18n: I18n) => ({
  code: advisory.code,
  summary: advisory.summary,
  severity: i18n.t(`advisories.severity_${advisory.severity}`),
  tone: SEVERITY_TONES[advisory.severity],
  isWithdrawn: advisory.status === 'withdrawn',
  publishedAt: advisory.published_at,
  affected: advisory.affected.map((plugin) => ({ plugin: plugin.plugin, isPublic: plugin.is_public, ranges: rangesOf(plugin, i18n) })),
})

/** The whole of it. */
export const advisoryView = (advisory: Advisory, i18n: I18n) => ({
  ...advisoryCard(advisory, i18n),
  ...{ id: advisory.id, status: advisory.status, cvss: advisory.cvss, aliases: advisory.aliases, references: advisory.reference_urls },
  ...{ modifiedAt: advisory.modified_at, withdrawnAt: advisory.withdrawn_at, version: advisory.version },
  details: renderMarkdown(advisory.details),
  versions: advisory.affected.map(({ plugin, versions }) => ({ plugin, versions: versions.join(', ') })),
})

/** What is public about a plugin's safety, newest first: for the part "Security" of its page. */
export async function publicAdvisories(pluginId: string, i18n: I18n) {
  const { data } = await listPublicAdvisories(pluginId, { limit: SHOWN })
  return data.map((advisory) => advisoryCard(advisory, i18n))
}

/** `>=1.0.0 <1.3.0`, as people read and write it. */
export const rangeText = ({ introduced, fixed, last_affected: last }: AffectedPlugin['stretches'][number]): string =>
  [introduced === '0' ? '' : `>=${introduced}`, fixed ? `<${fixed}` : '', last ? `<=${last}` : ''].filter(Boolean).join(' ') || '*'

const rangesOf = ({ stretches }: AffectedPlugin, i18n: I18n) =>
  stretches.map((stretch) => {
    const text = rangeText(stretch)
    return text === '*' ? i18n.t('advisories.all_versions') : text
  })
