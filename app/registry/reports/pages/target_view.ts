import type { I18n } from '@adonisjs/i18n'
import type { TargetKind } from '#registry/reports/report'
import type { Snapshot } from '#registry/reports/targets/report_target'

/** What a complaint is about, in words, as it was when somebody complained. */
export function targetView(kind: TargetKind, snapshot: Snapshot, i18n: I18n) {
  const { name, version, slug, comment } = snapshot as { name: string; version?: string; slug?: string; comment?: string }
  return {
    kind,
    title: i18n.t(`reports.target_${kind}`, { name, version: version ?? '' }),
    text: comment ?? null,
    url: kind === 'publisher' ? `/publishers/${slug}` : `/plugins/${name}`,
  }
}
