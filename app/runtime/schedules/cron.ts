import { CronExpressionParser } from 'cron-parser'

/** Five fields of numbers, names, lists, ranges and steps: no seconds, so never more than once a minute, and nothing random. */
const FIELD = /^[0-9*/,-]+$|^[A-Za-z]{3}([,-][A-Za-z]{3})*$/

/** What is wrong with a cron expression, in words for its author; null when it can be kept. */
export function cronProblem(cron: string): string | null {
  const fields = cron.trim().split(/\s+/)
  if (fields.length !== 5) return 'must have five fields: minute, hour, day of month, month, day of week (UTC)'
  const odd = fields.find((field) => !FIELD.test(field))
  if (odd) return `has a field that is not understood: ${odd}`
  try {
    CronExpressionParser.parse(cron, { tz: 'UTC' })
    return null
  } catch (error) {
    return `is no time table: ${(error as Error).message}`
  }
}

/** The first tick after a moment; null when the expression names none. */
export function nextTick(cron: string, after: Date): Date | null {
  try {
    return CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: after }).next().toDate()
  } catch {
    return null
  }
}

/** The last tick later than `after` and not later than `until`. */
export function lastTick(cron: string, after: Date, until: Date): Date | null {
  try {
    // `prev` is strictly before the moment it starts from; a tick on the minute itself counts.
    const tick = CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: new Date(until.getTime() + 1) })
      .prev()
      .toDate()
    return tick > after ? tick : null
  } catch {
    return null
  }
}
