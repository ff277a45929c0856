import { BaseSchema } from '@adonisjs/lucid/schema'

/** Milliseconds and bytes of what a run asked the platform for, beside how often it asked. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('plugin_runs', (table) => {
      table.jsonb('host_usage').nullable()
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
