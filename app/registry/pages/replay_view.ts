import { formatNumber } from '#core/panels/formats'
import { lineDifference } from '#runtime/runs/line_difference'
import { pretty } from '#runtime/pages/run_view'
import type { I18n } from '@adonisjs/i18n'
import type { Replay } from '#runtime/runs/replay_run'
import type { RunDetail } from '#runtime/queries/find_run'

/** Then and now side by side: outcome, answer, fuel, duration. */
export function replayView(run: RunDetail, replay: Replay, i18n: I18n) {
  const number = (value: number) => formatNumber(i18n.locale, value)
  const ms = (us: number) => formatNumber(i18n.locale, us / 1_000, { style: 'unit', unit: 'millisecond', maximumFractionDigits: 2 })
  const row = (key: string, then: string, now: string) => ({ label: i18n.t(`runtime.${key}`), then, now, isSame: then === now })
  const [then, now] = [pretty(run.output), pretty(replay.output)]
  return {
    version: replay.version,
    isSame: run.outcome === replay.outcome && then === now,
    rows: [
      row('version', run.version ?? '—', replay.version),
      row('outcome', i18n.t(`runtime.outcome_${run.outcome}`), i18n.t(`runtime.outcome_${replay.outcome}`)),
      row('fuel', number(run.fuel), number(replay.fuel)),
      row('duration', ms(run.duration_us), ms(replay.duration_us)),
      row('error', run.error ?? '—', replay.error ?? '—'),
    ],
    difference: lineDifference(then ?? '', now ?? ''),
    logs: replay.logs,
  }
}
