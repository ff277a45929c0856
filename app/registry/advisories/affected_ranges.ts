import { parseVersion } from '#registry/versions/version_number'

/** One event of a range as OSV writes it: exactly one of the three. */
export type RangeEvent = { introduced?: string; fixed?: string; last_affected?: string }

/** A stretch of versions without gaps: from `introduced` on, until `fixed` (not meant) or `lastAffected` (meant), or for ever. */
export type Stretch = {
  introduced: string
  introducedKey: string
  fixed: string | null
  fixedKey: string | null
  lastAffected: string | null
  lastAffectedKey: string | null
}

type Kind = keyof RangeEvent
type Point = { kind: Kind; version: string; key: string }

const KINDS: readonly Kind[] = ['introduced', 'fixed', 'last_affected']

/** Before every version, also before prereleases of 0.0.0. */
const BEGINNING = '0'

/** What may be wrong with a range, in words. */
export const RANGE_PROBLEMS = {
  range_event: 'Each event has exactly one of introduced, fixed and last_affected, and that is a version',
  range_start: 'A range needs an event that says where it was introduced ("0": from the beginning)',
  range_ends: 'A range says fixed or last_affected, not both',
  range_twice: 'Two events of a range are at the same version',
}

/** Null where nothing is. */
export function problemOf(events: readonly RangeEvent[]): keyof typeof RANGE_PROBLEMS | null {
  const points: (Point | null)[] = events.map(readPoint)
  if (points.some((point) => point === null)) {
    return 'range_event'
  }
  const kinds = new Set(points.map((point) => point!.kind))
  if (!kinds.has('introduced')) return 'range_start'
  if (kinds.has('fixed') && kinds.has('last_affected')) return 'range_ends'
  if (new Set(points.map((point) => point!.key)).size !== points.length) return 'range_twice'
  return null
}

/** The versions that a range's events mean, as stretches that do not touch; ascending. Events must have no problem. */
export function stretchesOf(events: readonly RangeEvent[]): Stretch[] {
  const points = events.map((event) => readPoint(event)!).sort((a, b) => (a.key < b.key ? -1 : 1))
  const stretches: Stretch[] = []
  let open: Point | null = null
  for (const point of points) {
    if (point.kind === 'introduced') open ??= point
    else if (open) {
      stretches.push(toStretch(open, point))
      open = null
    }
  }
  return open ? [...stretches, toStretch(open, null)] : stretches
}

/** The events that say the same as a stretch. */
export const eventsOf = ({ introduced, fixed, lastAffected }: Pick<Stretch, 'introduced' | 'fixed' | 'lastAffected'>): RangeEvent[] => [
  { introduced },
  ...(fixed ? [{ fixed }] : []),
  ...(lastAffected ? [{ last_affected: lastAffected }] : []),
]

function readPoint(event: RangeEvent): Point | null {
  const [kind, ...others] = KINDS.filter((name) => event[name] !== undefined && event[name] !== null)
  if (!kind || others.length) return null
  const version = event[kind]!
  if (kind === 'introduced' && version === BEGINNING) return { kind, version, key: '' }
  const parsed = parseVersion(version)
  return parsed && { kind, version, key: parsed.semverKey }
}

const toStretch = (from: Point, to: Point | null): Stretch => ({
  introduced: from.version,
  introducedKey: from.key,
  fixed: to?.kind === 'fixed' ? to.version : null,
  fixedKey: to?.kind === 'fixed' ? to.key : null,
  lastAffected: to?.kind === 'last_affected' ? to.version : null,
  lastAffectedKey: to?.kind === 'last_affected' ? to.key : null,
})
