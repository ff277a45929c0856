import { listAdvisoryActions } from '#registry/advisories/queries/advisory_rows'
import type { I18n } from '@adonisjs/i18n'
import type { Tone } from '#core/panels/tones'

const TONES: Record<string, Tone> = { published: 'good', updated: 'good', triage: 'warn', withdrawn: 'neutral', rejected: 'bad' }

/** What became of an advisory, for a timeline. */
export async function advisoryHistory(id: string, i18n: I18n) {
  const actions = await listAdvisoryActions(id)
  return actions.map(({ to_status: status, public_reason: reason, actor, at }) => ({
    title: i18n.t(`advisories.status_${status}`),
    at,
    by: actor ?? undefined,
    text: reason ?? undefined,
    tone: TONES[status] ?? ('neutral' as const),
  }))
}
