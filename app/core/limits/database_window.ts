import { preparedRows } from '#core/database/prepared'
import { usedOf, verdictOf, windowAt, type Asked, type Buckets, type Moment, type Verdict } from '#core/limits/verdict'

type Row = Buckets & { place: number }

/** Here and below rows are taken in one order, so that attempts at once never wait for each other in a ring. */
const COUNT = `
  with asked as (select * from unnest(?::text[], ?::text[]) with ordinality as a (key, before, place)),
  counted as (
    insert into rate_limits as r (key, points, expire) select key, 1, ?::bigint from asked order by key
    on conflict (key) do update set points = r.points + 1 returning key, points
  )
  select asked.place::int, counted.points as current, coalesce(before.points, 0) as previous
  from asked join counted using (key) left join rate_limits before on before.key = asked.before
`
const LOCKED = 'select key from rate_limits where key = any(?::text[]) order by key for update'
const UNCOUNT = `with taken as (${LOCKED}) update rate_limits r set points = r.points - 1 from taken where r.key = taken.key`
const FORGET = `with taken as (${LOCKED}) delete from rate_limits r using taken where r.key = taken.key`

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
