import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import { Audit } from '#core/audit/audit'
import { LiveBus } from '#core/live/live_bus'
import { findSetting } from '#core/modules'
import { SettingOfTerminal, UnknownSetting } from '#core/settings/exceptions'
import { inject } from '@adonisjs/core'
import type { Actor } from '#core/actor'
import type { SettingDefinition } from '#core/settings/define_setting'

const CHANNEL = 'settings'

/** Settings: typed values in the database over defaults in code, one read per process until one changes. */
@inject()
export class Settings {
  #values: Map<string, unknown> | null = null
  #loading: Promise<Map<string, unknown>> | null = null
  #generation = 0

  constructor(
    private readonly audit: Audit,
    private readonly bus: LiveBus
  ) {
    const forget = () => this.forget()
    // What was read before the subscription stood may have changed unheard.
    bus.subscribe(CHANNEL, forget).then(forget, () => {})
    bus.onReconnect(forget)
  }

  /** The value in force. */
  async get<Value>(definition: SettingDefinition<Value>): Promise<Value> {
    const values = this.#values ?? (await this.#load())
    return values.has(definition.key) ? (values.get(definition.key) as Value) : definition.default
  }

  /** Validates and stores a value, audited. Throws `UnknownSetting` (404), `SettingOfTerminal` (403) or a validation error (422). */
  async set(actor: Actor, key: string, value: unknown): Promise<unknown> {
    const definition = findSetting(key)
    if (!definition) throw new UnknownSetting()
    if (definition.isOfTerminal && actor.kind !== 'system') throw new SettingOfTerminal()
    const checked = await definition.schema.validate({ value })
    const before = await this.get(definition)
    await db.transaction(async (trx) => {
      await sqlRun(
        trx,
        `insert into settings (key, value, updated_by) values (?, ?::jsonb, ?)
         on conflict (key) do update set value = excluded.value, updated_by = excluded.updated_by, updated_at = now()`,
        [key, JSON.stringify(checked.value), actor.userId]
      )
      await this.audit.record(trx, {
        actor,
        action: 'core.setting_changed',
        target: { type: 'setting', id: key },
        before: { value: before },
        after: { value: checked.value },
      })
    })
    this.forget()
    await this.bus.publish(CHANNEL, { key }).catch(() => {})
    return checked.value
  }

  forget() {
    this.#values = null
    this.#loading = null
    this.#generation += 1
  }

  #load() {
    if (this.#loading) return this.#loading
    const loading = this.#read(this.#generation)
    this.#loading = loading
    // What failed is not kept: the next who asks tries again.
    loading.catch(() => {
      if (this.#loading === loading) this.#loading = null
    })
    return loading
  }

  /** Aside of the pool of transactions, which may hold all of its connections and wait for a setting. */
  async #read(generation: number) {
    const rows: { key: string; value: unknown }[] = await db.connection('aside').from('settings').select('key', 'value')
    const values = new Map(rows.map((row) => [row.key, row.value]))
    if (generation === this.#generation) this.#values = values
    return values
  }
}
