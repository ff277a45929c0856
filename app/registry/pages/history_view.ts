import type { I18n } from '@adonisjs/i18n'
import type { Tone } from '#core/panels/tones'
import type { StatusChange } from '#registry/queries/find_version_review'

const TONES: Record<string, Tone> = {
  published: 'good',
  pending_review: 'warn',
  rejected: 'bad',
  quarantined: 'bad',
  removed: 'bad',
  yanked: 'warn',
  active: 'good',
  restricted: 'warn',
  taken_down: 'bad',
}

/** What happened to a version or a plugin, newest first, for a timeline. */
export const historyView = (changes: StatusChange[], i18n: I18n, of: 'version' | 'plugin' = 'version') =>
  changes.map(({ to_status: status, public_reason: reason, actor, at }) => ({
    title: i18n.t(`registry.${of}_status_${status}`),
    at,
    by: actor ?? undefined,
    text: reason ?? undefined,
    tone: TONES[status] ?? ('neutral' as const),
  }))
