import type { Random } from '#database/seeders/catalog/random'

const DAY = 86_400_000

/** How busy the hours of a day are, from midnight UTC on. */
const HOURS = [3, 2, 1, 1, 1, 2, 4, 7, 9, 10, 10, 11, 12, 11, 10, 10, 11, 13, 15, 17, 16, 12, 8, 5]
const BUSIEST = 17

/** Moments of purchases, oldest first: sales grow, week-ends and evenings are busier, two promotions stand out. */
export function pickMoments(random: Random, { count, days, now }: { count: number; days: number; now: Date }): Date[] {
  const start = now.getTime() - days * DAY
  const moments: number[] = []
  while (moments.length < count) {
    const at = start + random.next() * (days * DAY - 60_000)
    if (random.next() < weightOf(at, start, days)) moments.push(at)
  }
  return moments.sort((a, b) => a - b).map((at) => new Date(at))
}

/** Between 0 and 1: how likely a purchase is at this moment. */
function weightOf(at: number, start: number, days: number): number {
  const when = new Date(at)
  const day = Math.floor((at - start) / DAY)
  const growth = 0.6 + 0.4 * (day / days)
  const weekend = [0, 6].includes(when.getUTCDay()) ? 1 : 0.8
  const promotion = day % 30 === 20 ? 1 : 0.7
  return growth * weekend * promotion * (HOURS[when.getUTCHours()] / BUSIEST)
}
