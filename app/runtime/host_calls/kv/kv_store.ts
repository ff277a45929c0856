import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { preparedRows } from '#core/database/prepared'
import { sqlRows } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { HostCallRefused } from '#runtime/host/call_types'
import { kvBytes, kvKeys } from '#runtime/host_calls/settings'

export interface KvItem {
  key: string
  value: unknown
}

interface Entry {
  key: string
  ttlSeconds?: number
}

interface Span {
  prefix: string
  /** The key after which the page begins. */
  after: string
  limit: number
}

type Refusal = { refusedBy: string | null; figure: number | null }

const PAGE_BYTES = 128 * 1024
const EXPIRES = 'clock_timestamp() + make_interval(secs => ?)'

/** The values that one installation keeps. All of SQL's conditions name the installation: no other's is ever seen. */
@inject()
export class KvStore {
  constructor(private readonly settings: Settings) {}

  /** Undefined when there is none, or it is over. */
  async get(installationId: string, key: string): Promise<unknown> {
    const sql = `select value from plugin_kv
                  where installation_id = ? and key = ? and (expires_at is null or expires_at > clock_timestamp())`
    const [row] = await preparedRows<{ value: string }>(sql, [installationId, key])
    return row === undefined ? undefined : (JSON.parse(row.value) as unknown)
  }

  /** `value` is JSON text. Throws `HostCallRefused` (`quota_exceeded`). */
  async set(installationId: string, { key, ttlSeconds, value }: Entry & { value: string }): Promise<void> {
    const [maxKeys, maxBytes] = await this.#limits()
    const [refusal] = await sqlRows<Refusal>(db, `select refused_by as "refusedBy", figure from plugin_kv_put(?, ?, ?, ${EXPIRES}, ?, ?)`, [
      installationId,
      key,
      value,
      ttlSeconds ?? null,
      maxKeys,
      maxBytes,
    ])
    refuse(refusal!, [maxKeys, maxBytes])
  }

  /** Atomic; a key that is not there begins at 0. Throws `HostCallRefused` (`not_a_number`, `quota_exceeded`). */
  async increment(installationId: string, { key, ttlSeconds, by }: Entry & { by: number }): Promise<number> {
    const [maxKeys, maxBytes] = await this.#limits()
    const [row] = await sqlRows<Refusal & { value: number }>(
      db,
      `select refused_by as "refusedBy", figure, value from plugin_kv_increment(?, ?, ?, ${EXPIRES}, ?, ?)`,
      [installationId, key, by, ttlSeconds ?? null, maxKeys, maxBytes]
    )
    refuse(row!, [maxKeys, maxBytes])
    return row!.value
  }

  /** Whether there was one. */
  async delete(installationId: string, key: string): Promise<boolean> {
    const [row] = await sqlRows<{ deleted: boolean }>(db, 'select plugin_kv_delete(?, ?) as deleted', [installationId, key])
    return row!.deleted
  }

  /** By key in the order of bytes; a page ends early where it would weigh too much. */
  async list(installationId: string, { prefix, after, limit }: Span): Promise<{ items: KvItem[]; next: string | null }> {
    const rows = await sqlRows<{ key: string; value: string; weight: number }>(
      db,
      `select key, value, sum(bytes) over (order by key)::int as weight from (
         select key, value, bytes from plugin_kv
          where installation_id = ? and key > ? and key >= ? and starts_with(key, ?)
            and (expires_at is null or expires_at > clock_timestamp())
          order by key limit ?) as page order by key`,
      [installationId, after, prefix, prefix, limit + 1]
    )
    const page = rows.filter(({ weight }, index) => index === 0 || (index < limit && weight <= PAGE_BYTES))
    const items = page.map(({ key, value }) => ({ key, value: JSON.parse(value) as unknown }))
    return { items, next: page.length < rows.length ? page.at(-1)!.key : null }
  }

  #limits(): Promise<[maxKeys: number, maxBytes: number]> {
    return Promise.all([this.settings.get(kvKeys), this.settings.get(kvBytes)])
  }
}

function refuse({ refusedBy, figure }: Refusal, [maxKeys, maxBytes]: [number, number]): void {
  if (refusedBy === null) return
  if (refusedBy === 'not_a_number') throw new HostCallRefused('not_a_number', 'The value under this key is not a whole number.')
  if (refusedBy === 'out_of_range') throw new HostCallRefused('not_a_number', 'The result is beyond 2^53.')
  const [limit, unit] = refusedBy === 'keys' ? [maxKeys, 'keys'] : [maxBytes, 'bytes']
  throw new HostCallRefused('quota_exceeded', `Limit ${refusedBy}: it would come to ${figure} ${unit}, at most ${limit} are allowed.`)
}
