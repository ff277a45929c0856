import { preparedRows } from '#core/database/prepared'
import { usedOf, verdictOf, windowAt, type Buckets, type Moment, type Verdict } from '#core/limits/verdict'

/** `limit`: how often `key` may be counted in a window's length. */
export type Asked = { key: string; limit: number }

type Row = Buckets & { place: number }

/** All counted in one order, so that attempts at once never wait for each other in a ring. */
const COUNT = `
  with asked as (select * from unnest(?::text[], ?::text[]) with ordinality as a (key, before, place)),
  counted as (
    insert into rate_limits as r (key, points, expire) select key, 1, ?::bigint from asked order by key
    on conflict (key) do update set points = r.points + 1 returning key, points
  )
  select asked.place::int, counted.points as current, coalesce(before.points, 0) as previous
  from asked join counted using (key) left join rate_limits before on before.key = asked.before
`
const UNCOUNT = 'update rate_limits set points = points - 1 where key = any(?::text[])'
const FORGET = 'delete from rate_limits where key = any(?::text[])'

/** Counts in PostgreSQL, for all processes together: one statement, however many keys are asked for. Keys must differ. */
export class DatabaseWindow {
  constructor(private readonly windowMs: number) {}

  /** Counts one of each key, unless that is more than its limit; answers in the order asked. */
  async takeAll(asked: Asked[], now = Date.now()): Promise<Verdict[]> {
    const moment = windowAt(now, this.windowMs)
    const keys = asked.map(({ key }) => this.#bucket(key, moment.number))
    const before = asked.map(({ key }) => this.#bucket(key, moment.number - 1))
    const rows = await preparedRows<Row>(COUNT, [keys, before, (moment.number + 2) * this.windowMs])
    const buckets = rows.toSorted((a, b) => a.place - b.place)
    const refused = keys.filter((_, at) => !isWithin(buckets[at], moment, asked[at].limit))
    if (refused.length > 0) await preparedRows(UNCOUNT, [refused])
    return asked.map(({ limit }, at) => {
      const isAllowed = isWithin(buckets[at], moment, limit)
      const counted = isAllowed ? buckets[at] : { ...buckets[at], current: buckets[at].current - 1 }
      return verdictOf(counted, moment, { limit, isAllowed })
    })
  }

  async forget(keys: string[], now = Date.now()): Promise<void> {
    const { number } = windowAt(now, this.windowMs)
    await preparedRows(FORGET, [keys.flatMap((key) => [this.#bucket(key, number), this.#bucket(key, number - 1)])])
  }

  #bucket(key: string, number: number) {
    return `${key}:${this.windowMs}:${number}`
  }
}

/** This one is among them already. */
const isWithin = (buckets: Buckets, moment: Moment, limit: number) => usedOf(buckets, moment) <= limit
