import { SCAN_FINDINGS } from '#registry/scanning/findings'
import type { I18n } from '@adonisjs/i18n'
import type { FindingParams } from '#runtime/gate/findings'

type Told = { code: string; params: FindingParams; message: string }

/** Found beside the gate, whose findings are said by `registry.finding_<code>`. */
export const isScanFinding = (code: string): boolean => Object.hasOwn(SCAN_FINDINGS, code)

/** In the reader's language, names of places and kinds too. */
export function scanFindingText({ code, params, message }: Told, i18n: I18n): string {
  const named = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      WORDS[name] ? i18n.t(`scanning.${WORDS[name]}_${value}`, {}, String(value)) : value,
    ])
  )
  return i18n.t(`scanning.finding_${code}`, named, message)
}

/** Parameters that are words of ours: what their keys begin with. */
const WORDS: Record<string, string> = { where: 'where', kind: 'kind', outcome: 'outcome' }
