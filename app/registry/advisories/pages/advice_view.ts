import { listAdvice } from '#registry/advisories/queries/affected_installations'
import { SEVERITY_TONES } from '#registry/advisories/pages/severity_tones'
import type { I18n } from '@adonisjs/i18n'
import type { Tone } from '#core/panels/tones'

export type AdviceView = { code: string; summary: string; severity: string; tone: Tone; fixedVersion: string | null }

/** What advisories say about installations, as pages show it; one query for a list. */
export async function adviceViews(installationIds: readonly string[], i18n: I18n): Promise<Map<string, AdviceView[]>> {
  const found = await listAdvice(installationIds)
  return new Map(
    [...found].map(([id, advice]) => [
      id,
      advice.map(({ code, summary, severity, fixedVersion }) => ({
        ...{ code, summary, fixedVersion, severity: i18n.t(`advisories.severity_${severity}`), tone: SEVERITY_TONES[severity] },
      })),
    ])
  )
}
