import type { I18n } from '@adonisjs/i18n'
import type { Tone } from '#core/panels/tones'
import type { HistoryEntry } from '#runtime/queries/installation_history'

const LOOKS: Record<string, { icon: string; tone: Tone }> = {
  installed: { icon: 'package-import', tone: 'good' },
  updated: { icon: 'arrow-up', tone: 'good' },
  update_waiting: { icon: 'hourglass', tone: 'warn' },
  update_declined: { icon: 'x', tone: 'neutral' },
  rolled_back: { icon: 'arrow-back-up', tone: 'warn' },
  enabled: { icon: 'player-play', tone: 'good' },
  disabled: { icon: 'player-pause', tone: 'bad' },
  configured: { icon: 'settings', tone: 'neutral' },
  secret_set: { icon: 'key', tone: 'neutral' },
  secret_removed: { icon: 'key', tone: 'warn' },
  pinned: { icon: 'lock', tone: 'neutral' },
  unpinned: { icon: 'lock-open', tone: 'neutral' },
  channel_changed: { icon: 'git-branch', tone: 'neutral' },
}

/** What happened to an installation, as a timeline shows it. */
export const historyItems = (entries: HistoryEntry[], i18n: I18n) =>
  entries.map(({ act, at, by, reason, before, after }) => ({
    ...(LOOKS[act] ?? { icon: 'circle-dashed', tone: 'neutral' as Tone }),
    ...{ at, by },
    title: i18n.t(
      `registry.act_${act}`,
      { from: text(before?.version), to: text(after?.version ?? before?.version), name: nameOf(before, after) },
      act
    ),
    text: reason ?? asked(act, { before, after }, i18n),
  }))

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const nameOf = (before: HistoryEntry['before'], after: HistoryEntry['after']): string =>
  text(after?.secret ?? before?.secret ?? after?.channel)

/** What a version was newly allowed, or allowed no more. */
function asked(act: string, { before, after }: Pick<HistoryEntry, 'before' | 'after'>, i18n: I18n): string | null {
  const [old, next] = [listOf(before?.capabilities), listOf(after?.capabilities)]
  const added = next.filter((one) => !old.includes(one))
  const key = act === 'update_waiting' ? 'registry.act_asks' : 'registry.act_allowed'
  return added.length > 0 ? i18n.t(key, { names: added.join(', ') }) : null
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : [])
