import { rangeText } from '#registry/advisories/pages/advisory_view'
import type { RangeEvent } from '#registry/advisories/affected_ranges'
import type { Advisory, AdvisoryText } from '#registry/advisories/advisory'

type Affected = AdvisoryText['affected'][number]

const KINDS: Record<string, keyof RangeEvent> = { '>=': 'introduced', '<': 'fixed', '<=': 'last_affected' }
const END = /^(>=|<=|<)(.+)$/

/**
 * Which versions are meant as people write it in a form: a line for each stretch, `acme-discounts >=1.1.0 <1.3.0`; `*` is
 * every version. Answers the line that makes no sense instead.
 */
export function readAffectedLines(text: string): { affected: Affected[] } | { wrongLine: string } {
  const byPlugin = new Map<string, Affected>()
  for (const line of text.split('\n').map((part) => part.trim())) {
    if (!line) continue
    const [plugin = '', ...ends] = line.split(/\s+/)
    const events = readEnds(ends)
    if (!events) return { wrongLine: line }
    const known = byPlugin.get(plugin) ?? { plugin, ranges: [] }
    known.ranges.push({ events })
    byPlugin.set(plugin, known)
  }
  return { affected: [...byPlugin.values()] }
}

/** The same the other way round. */
export const affectedLines = ({ affected }: Pick<Advisory, 'affected'>): string =>
  affected.flatMap(({ plugin, stretches }) => stretches.map((stretch) => `${plugin} ${rangeText(stretch)}`)).join('\n')

function readEnds(ends: string[]): RangeEvent[] | null {
  if (!ends.length) return null
  const events: RangeEvent[] = []
  for (const end of ends) {
    if (end === '*') continue
    const [, sign, version] = END.exec(end) ?? []
    if (!sign || !version) return null
    events.push({ [KINDS[sign]!]: version })
  }
  return events.some(({ introduced }) => introduced !== undefined) ? events : [{ introduced: '0' }, ...events]
}
